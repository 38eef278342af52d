//! What stands round every page.

use super::Link;
use crate::words::Words;

/// Whose pages these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The centre's own people, and referrers.
    Staff,
    /// Anybody; with "Exit this page" (R28).
    Public,
    /// An adult of a family; with "Exit this page" and nothing that names the product.
    Parent,
}

/// One entry of the menu.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Its words.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is where one is.
    pub current: bool,
}

/// The frame of a page.
#[derive(Clone, Debug)]
pub struct Shell {
    /// The words of the language it is read in.
    pub words: Words,
    /// The page's title.
    pub title: String,
    /// The stylesheet's address.
    pub css: String,
    /// The script's address.
    pub js: String,
    /// The icon's address: a plain one for parents and the public.
    pub icon: String,
    /// The mark's address.
    pub mark: String,
    /// The centre's name.
    pub centre: String,
    /// Who has signed in.
    pub who: Option<String>,
    /// Whether colleagues change places at this device.
    pub can_switch: bool,
    /// In what role, in words.
    pub role: String,
    /// The menu.
    pub nav: Vec<NavItem>,
    /// What has just been done.
    pub notice: Option<String>,
    /// The token that ties forms to the session.
    pub csrf: String,
    /// The page's own path.
    pub here: String,
    /// The languages in which one could read it instead: each by its tag and what it calls itself.
    pub languages: Vec<(&'static str, String)>,
    /// Where "back" leads.
    pub back: Option<Link>,
    /// What a demonstration's clock shows, in words.
    pub clock: Option<String>,
}

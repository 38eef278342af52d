//! Pages as data: a capability says what a page holds, and this says how it looks.

mod block;
mod field;
mod markdown;
mod shell;

pub use block::{
    Block, Button, Cell, ChatBubble, ChatLog, Event, Fact, Form, Link, PasskeyAsk, Sheet, SideLink, TaskLine,
    WorkLine, fact, facts, link, tag,
};
pub use field::{Choice, Field, Kind, choices, field};
pub use markdown::Markdown;
pub use shell::{Layout, NavItem, Shell};

use askama::Template;

/// A page ready to be put into the shell of whoever asked for it.
pub struct View {
    /// The title of the window and the page.
    pub title: String,
    /// Where "back" leads.
    pub back: Option<Link>,
    /// Whose shell it is shown in.
    pub layout: Layout,
    is_refused: bool,
    render: Box<dyn FnOnce(Shell) -> askama::Result<String> + Send>,
}

#[derive(Template)]
#[template(path = "pages/sheet_staff.html")]
struct StaffSheet {
    page: Shell,
    sheet: Sheet,
}
#[derive(Template)]
#[template(path = "pages/sheet_staff_aside.html")]
struct StaffSheetAside {
    page: Shell,
    sheet: Sheet,
}
#[derive(Template)]
#[template(path = "pages/sheet_public.html")]
struct PublicSheet {
    page: Shell,
    sheet: Sheet,
}
#[derive(Template)]
#[template(path = "pages/sheet_parent.html")]
struct ParentSheet {
    page: Shell,
    sheet: Sheet,
}

impl View {
    /// A page made of blocks.
    pub fn sheet(layout: Layout, sheet: Sheet) -> Self {
        let title = sheet.heading.clone();
        Self::of(layout, title, move |page| match layout {
            Layout::Staff if sheet.side.is_empty() => StaffSheet { page, sheet }.render(),
            Layout::Staff => StaffSheetAside { page, sheet }.render(),
            Layout::Public => PublicSheet { page, sheet }.render(),
            Layout::Parent => ParentSheet { page, sheet }.render(),
        })
    }

    /// A page with a template of its own.
    pub fn of(
        layout: Layout,
        title: impl Into<String>,
        render: impl FnOnce(Shell) -> askama::Result<String> + Send + 'static,
    ) -> Self {
        Self { title: title.into(), back: None, layout, is_refused: false, render: Box::new(render) }
    }

    /// The same with a way back.
    #[must_use]
    pub fn back(mut self, text: impl Into<String>, href: impl Into<String>) -> Self {
        self.back = Some(link(text, href));
        self
    }

    /// The same after a form was refused: the title says so first, which is what a screen reader reads out.
    #[must_use]
    pub fn refused(mut self) -> Self {
        self.is_refused = true;
        self
    }

    /// The page as HTML.
    pub fn into_html(self, mut shell: Shell) -> askama::Result<String> {
        shell.title = if self.is_refused { shell.words.form_error_title(&self.title) } else { self.title };
        shell.back = self.back;
        (self.render)(shell)
    }
}

//! A certificate as the page sends it: a browser leaves no field out, so what does not belong to the chosen
//! requirement is put aside here and not refused.

use super::{Certificate, NewCertificate, add};
use base::StaffId;
use host::{Problem, Recorded, WriteTx};
use rules::clearance::Requirement;

/// A certificate as the page sends it.
pub(super) type AddForm = NewCertificate;

/// Adds what the page sent.
pub(super) fn add_from_form(
    tx: &mut WriteTx<'_>,
    id: StaffId,
    mut form: AddForm,
) -> Result<Recorded<Certificate>, Problem> {
    if form.requirement != Requirement::Dbs {
        (form.level, form.update_checked) = (None, None);
    }
    if form.requirement != Requirement::Role {
        form.kinds.clear();
    }
    add(tx, id, form)
}

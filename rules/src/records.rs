//! The clocks of the law about records: answering somebody who asks for their own data, how long records
//! are kept, and telling the Information Commissioner when data got out.

pub mod breach;
pub mod retention;
pub mod subject_access;

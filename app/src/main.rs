//! The program.

use std::process::ExitCode;

fn main() -> ExitCode {
    app::command::run()
}

//! The product: one folder for each capability, and the little that ties them together.

pub mod assets;
mod author;
pub mod command;
pub mod demo;
pub mod front;
pub mod network;
pub mod routes;
pub mod schema;
pub mod view;

pub mod door;
pub mod family;
pub mod health;
pub mod home;
pub mod incident;
pub mod intake;
pub mod meeting;
pub mod plan;
pub mod portal;
pub mod observe;
pub mod plan;
pub mod premises;
pub mod risk;
pub mod schedule;
pub mod visit;
pub mod report;
pub mod review;
pub mod risk;
pub mod timeline;

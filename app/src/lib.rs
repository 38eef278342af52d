//! The product: one folder for each capability, and the little that ties them together.

pub mod assets;
pub mod author;
pub mod command;
pub mod demo;
pub mod door;
pub mod family;
pub mod front;
pub mod health;
pub mod home;
pub mod incident;
pub mod intake;
pub mod meeting;
pub mod network;
pub mod observe;
pub mod plan;
pub mod portal;
pub mod premises;
pub mod report;
pub mod review;
pub mod risk;
pub mod routes;
pub mod schedule;
pub mod schema;
pub mod timeline;
pub mod view;
pub mod visit;

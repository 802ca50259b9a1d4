//! Other SOAP stacks: zeep and PHP's SoapClient call the sandbox; the service calls PHP's SoapServer.
//!
//! | file | holds |
//! |---|---|
//! | `as_clients` | what `zeep_client.py` and `php_client.php` get from the sandbox |
//! | `as_documented` | the three clients of docs/sandbox.md, run |
//! | `as_server` | what the service gets from `php_server.php` |

#[cfg(test)]
mod as_clients;
#[cfg(test)]
mod as_documented;
#[cfg(test)]
mod as_server;

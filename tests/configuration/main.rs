//! A configuration with a mistake: the program refuses to start, and says where, which key and why.

#[cfg(test)]
mod mistakes;
#[cfg(test)]
mod taken;

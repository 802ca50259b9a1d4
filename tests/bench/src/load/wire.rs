//! One kept connection: a request is written, its answer read. Cheap, so that what is measured is the other side.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use crate::failure::Failure;

/// A connection to `host:port`, which is kept between requests.
pub(crate) struct Wire {
    stream: TcpStream,
    address: String,
    buffer: Vec<u8>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as JSON; an error when the status is not a success.
    pub(crate) fn json(&self) -> Result<serde_json::Value, Failure> {
        Ok(serde_json::from_slice(self.good()?)?)
    }

    /// The body; an error when the status is not a success.
    pub(crate) fn good(&self) -> Result<&[u8], Failure> {
        if (200..300).contains(&self.status) {
            return Ok(&self.body);
        }
        let text = String::from_utf8_lossy(&self.body);
        Err(format!("status {}: {text}", self.status).into())
    }
}

impl Wire {
    pub(crate) async fn to(address: &str) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, address: address.to_owned(), buffer: Vec::new() })
    }

    /// Connects as a client of another address of this machine.
    pub(crate) async fn from(client: Ipv4Addr, address: &str) -> Result<Self, Failure> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::new(client.into(), 0))?;
        let stream = socket.connect(address.parse()?).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, address: address.to_owned(), buffer: Vec::new() })
    }

    /// Asks for a path.
    pub(crate) async fn get(&mut self, path: &str, headers: &str) -> Result<Answer, Failure> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n{headers}\r\n", self.address);
        self.ask(request.as_bytes()).await
    }

    /// Posts a JSON body to a path.
    pub(crate) async fn post(
        &mut self,
        path: &str,
        headers: &str,
        body: &str,
    ) -> Result<Answer, Failure> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{headers}\r\n{body}",
            self.address,
            body.len()
        );
        self.ask(request.as_bytes()).await
    }

    /// Asks for a path and reads no answer: for streams, which have no end.
    pub(crate) async fn follow(&mut self, path: &str) -> Result<(), Failure> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\naccept: text/event-stream\r\n\r\n",
            self.address
        );
        self.stream.write_all(request.as_bytes()).await?;
        Ok(())
    }

    /// Reads what has come, which must be something.
    pub(crate) async fn more(&mut self) -> Result<&[u8], Failure> {
        self.buffer.clear();
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            return Err("the connection was closed".into());
        }
        Ok(&self.buffer)
    }

    async fn ask(&mut self, request: &[u8]) -> Result<Answer, Failure> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            self.read().await?;
            if let Some(place) = self.buffer.windows(4).position(|end| end == b"\r\n\r\n") {
                break place;
            }
        };
        let text = String::from_utf8_lossy(self.buffer.get(..head).unwrap_or_default());
        let (status, length) = read_head(&text)?;
        let begin = head.saturating_add(4);
        let end = begin.saturating_add(length);
        while self.buffer.len() < end {
            self.read().await?;
        }
        Ok(Answer { status, body: self.buffer.get(begin..end).unwrap_or_default().to_vec() })
    }

    async fn read(&mut self) -> Result<(), Failure> {
        self.buffer.reserve(16 * 1024);
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            return Err("the connection was closed before the answer's end".into());
        }
        Ok(())
    }
}

/// The status and the body's length in an answer's head.
fn read_head(head: &str) -> Result<(u16, usize), Failure> {
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).ok_or("no status")?;
    let length = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    let status = status.parse()?;
    if status == 204 || status == 304 {
        return Ok((status, 0));
    }
    Ok((status, length.ok_or_else(|| format!("an answer without its length: {head}"))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_gives_status_and_length() {
        let head = "HTTP/1.1 201 Created\r\nContent-Length: 12\r\nx: y";
        assert_eq!(read_head(head).unwrap(), (201, 12));
        assert!(read_head("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked").is_err());
    }
}

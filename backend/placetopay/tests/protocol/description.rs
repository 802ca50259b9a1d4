//! The WSDL: its names are the service's, and it describes exactly what is written here.

use std::collections::BTreeMap;

use pse_placetopay::{
    Namespace, Operation, decode_reply, decode_request, encode_reply, encode_request, wsdl,
};
use quick_xml::{XmlVersion, events::Event};

/// An element: its name, its attributes, its children.
#[derive(Debug, Default)]
struct Node {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Node>,
}

impl Node {
    fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// The only descendant along these names.
    fn at(&self, path: &[&str]) -> Option<&Self> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        self.children.iter().find(|child| child.name == **first)?.at(rest)
    }
}

fn tree(document: &str) -> Option<Node> {
    let mut reader = quick_xml::Reader::from_str(document);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                let attributes = tag.attributes().flatten().filter_map(|attribute| {
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
                    Some((attribute.key.as_ref().to_owned(), value.into_owned()))
                });
                let name = tag.local_name().as_ref().to_owned();
                open.push(Node { name, attributes: attributes.collect(), children: vec![] });
            }
            Event::End(_) => {
                let node = open.pop()?;
                open.last_mut()?.children.push(node);
            }
            Event::Eof => return open.pop(),
            Event::Text(_) | Event::Comment(_) | Event::Decl(_) => {}
            Event::Empty(_)
            | Event::CData(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => return None,
        }
    }
}

/// A document in which everything stands that a type has, once, as the WSDL says.
fn filled(schema: &Node, fields: &Node, document: &mut String) {
    for element in fields.named("element") {
        let (name, kind) = (element.attribute("name"), element.attribute("type"));
        document.push_str(&format!("<{name}>"));
        match kind.strip_prefix("tns:") {
            Some(kind) => {
                let mut types = schema.named("complexType");
                let kind = types.find(|it| it.attribute("name") == kind).expect("a declared type");
                filled(schema, &kind.children[0], document);
            }
            None if kind == "xsd:string" => document.push_str("texto"),
            None if kind == "xsd:boolean" => document.push_str("true"),
            None => document.push('7'),
        }
        document.push_str(&format!("</{name}>"));
    }
}

/// A whole document of the global element `name`.
fn document(schema: &Node, name: &str) -> String {
    let mut globals = schema.named("element");
    let element = globals.find(|it| it.attribute("name") == name).expect("a declared element");
    let fields = element.at(&["complexType", "sequence"]).expect("its fields");
    let mut body = String::new();
    filled(schema, fields, &mut body);
    format!("<e:Envelope><e:Body><n:{name}>{body}</n:{name}></e:Body></e:Envelope>")
}

/// What is inside the envelope's body, with the wrapper's prefix away.
fn body(document: &str) -> &str {
    let (_, rest) = document.split_once("Body><").expect("a body");
    let (body, _) = rest.rsplit_once("</").expect("an envelope");
    let (body, _) = body.rsplit_once("</").expect("a body");
    body.split_once(':').expect("a prefix").1
}

#[test]
fn a_document_with_everything_the_wsdl_declares_is_read_and_written_the_same() {
    let root = tree(&wsdl(&Namespace::V11, "http://127.0.0.1/")).unwrap();
    let schema = root.at(&["definitions", "types", "schema"]).unwrap();
    for operation in Operation::ALL {
        let name = operation.as_str();
        let request = document(schema, name);
        let value = decode_request(request.as_bytes()).unwrap();
        let written = encode_request(&Namespace::V11, &value).unwrap();
        let written = String::from_utf8(written).unwrap().replace("</ns1:", "</n:");
        assert_eq!(body(&written), body(&request));

        let reply = document(schema, &format!("{name}Response"));
        let value = decode_reply(operation, reply.as_bytes()).unwrap();
        let written = encode_reply(&Namespace::V11, &value).unwrap();
        let written = String::from_utf8(written).unwrap().replace("</ns1:", "</n:");
        assert_eq!(body(&written), body(&reply));
    }
}

#[test]
fn names_order_and_default_namespace_are_the_services() {
    let namespace = Namespace::new("urn:x?a=1&b='2'").unwrap();
    let root = tree(&wsdl(&namespace, "http://127.0.0.1:8081/soap/pse/?a=\"1\"&b=<2>")).unwrap();
    let definitions = root.at(&["definitions"]).unwrap();
    assert_eq!(definitions.attribute("name"), "PlacetoPay_PSE");
    assert_eq!(definitions.attribute("xmlns"), "http://schemas.xmlsoap.org/wsdl/");
    assert_eq!(definitions.attribute("targetNamespace"), namespace.as_str());
    assert_eq!(definitions.attribute("xmlns:tns"), namespace.as_str());
    let mut parts = definitions.children.iter().map(|part| part.name.as_str()).collect::<Vec<_>>();
    parts.dedup();
    assert_eq!(parts, ["types", "portType", "binding", "service", "message"]);

    let schema = definitions.at(&["types", "schema"]).unwrap();
    assert_eq!(schema.attribute("targetNamespace"), namespace.as_str());
    assert_eq!(schema.attribute("elementFormDefault"), "");

    let port = definitions.at(&["portType"]).unwrap();
    let binding = definitions.at(&["binding"]).unwrap();
    let service = definitions.at(&["service"]).unwrap();
    assert_eq!(port.attribute("name"), "PlacetoPay_PSEPort");
    assert_eq!(binding.attribute("name"), "PlacetoPay_PSEBinding");
    assert_eq!(binding.attribute("type"), "tns:PlacetoPay_PSEPort");
    assert_eq!(service.attribute("name"), "PlacetoPay_PSEService");
    assert_eq!(service.at(&["port"]).unwrap().attribute("name"), "PlacetoPay_PSEPort");
    let address = service.at(&["port", "address"]).unwrap();
    assert_eq!(address.attribute("location"), "http://127.0.0.1:8081/soap/pse/?a=\"1\"&b=<2>");

    for operation in Operation::ALL {
        let name = operation.as_str();
        for (message, element) in [
            (format!("{name}In"), format!("tns:{name}")),
            (format!("{name}Out"), format!("tns:{name}Response")),
        ] {
            let mut messages = definitions.named("message");
            let message = messages.find(|it| it.attribute("name") == message).unwrap();
            let part = message.at(&["part"]).unwrap();
            assert_eq!(
                (part.attribute("name"), part.attribute("element")),
                ("parameters", &*element)
            );
        }
        let of = |node: &Node| node.named("operation").any(|it| it.attribute("name") == name);
        assert!(of(port) && of(binding));
        let mut bound = binding.named("operation");
        let bound = bound.find(|it| it.attribute("name") == name).unwrap();
        let action = bound.named("operation").next().unwrap().attribute("soapAction");
        assert_eq!(action, operation.soap_action(&namespace));
        for direction in ["input", "output"] {
            assert_eq!(bound.at(&[direction, "body"]).unwrap().attribute("use"), "literal");
        }
    }
}

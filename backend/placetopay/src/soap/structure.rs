//! How a structure's fields are written and read, whatever they are: absent, nil and empty
//! are `None`, order means nothing, an unknown field is passed over.

use rust_decimal::Decimal;

use crate::{
    DecodeError, EncodeError,
    xml::{Element, Reader, Writer, boolean, decimal, plain, whole},
};

/// A complex type: [`super::fields`] has one line for each field.
pub(crate) trait Structure: Default + PartialEq {
    /// Writes every field, in the declared order.
    fn put_fields(&self, out: &mut Writer) -> Result<(), EncodeError>;

    /// Reads a child to its end, if it is one of the fields; says whether it was.
    fn take_field(
        &mut self,
        child: &Element<'_>,
        input: &mut Reader<'_>,
    ) -> Result<bool, DecodeError>;
}

/// A type that a field of a structure may have.
pub(crate) trait Value: Sized {
    /// Writes the element `name`.
    fn put(&self, name: &'static str, out: &mut Writer) -> Result<(), EncodeError>;

    /// Reads an element just opened, to its end.
    fn take(
        name: &'static str,
        element: &Element<'_>,
        input: &mut Reader<'_>,
    ) -> Result<Option<Self>, DecodeError>;
}

/// Writes a field.
pub(crate) fn put<T: Value>(
    slot: &Option<T>,
    name: &'static str,
    out: &mut Writer,
) -> Result<(), EncodeError> {
    match slot {
        Some(value) => value.put(name, out),
        None => {
            out.nil(name);
            Ok(())
        }
    }
}

/// Reads a field just opened, to its end; twice is refused.
pub(crate) fn take<T: Value>(
    slot: &mut Option<T>,
    name: &'static str,
    element: &Element<'_>,
    input: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    if slot.is_some() {
        return Err(DecodeError::Repeated { field: name });
    }
    *slot = T::take(name, element, input)?;
    Ok(())
}

/// Writes a structure as the element `name`.
pub(crate) fn write_structure(
    name: &'static str,
    structure: &impl Structure,
    out: &mut Writer,
) -> Result<(), EncodeError> {
    out.element(name, |out| structure.put_fields(out))
}

/// Reads a structure out of an element just opened, to its end.
pub(crate) fn read_structure<T: Structure>(input: &mut Reader<'_>) -> Result<T, DecodeError> {
    let mut structure = T::default();
    while let Some(child) = input.child()? {
        if !structure.take_field(&child, input)? {
            input.skip()?;
        }
    }
    Ok(structure)
}

/// Writes each structure as an element `item`.
pub(crate) fn write_items(items: &[impl Structure], out: &mut Writer) -> Result<(), EncodeError> {
    items.iter().try_for_each(|item| write_structure("item", item, out))
}

/// Reads every `item` of an element just opened, to its end.
fn read_items<T: Structure>(input: &mut Reader<'_>) -> Result<Vec<T>, DecodeError> {
    let mut items = Vec::new();
    while let Some(child) = input.child()? {
        if child.name() == "item" {
            items.push(read_structure(input)?);
        } else {
            input.skip()?;
        }
    }
    Ok(items)
}

/// A structure in which nothing is given is none, as clients fill in whole empty people.
impl<T: Structure> Value for T {
    fn put(&self, name: &'static str, out: &mut Writer) -> Result<(), EncodeError> {
        write_structure(name, self, out)
    }

    fn take(
        _: &'static str,
        _: &Element<'_>,
        input: &mut Reader<'_>,
    ) -> Result<Option<Self>, DecodeError> {
        let structure = read_structure(input)?;
        Ok((structure != Self::default()).then_some(structure))
    }
}

/// `ArrayOf…`: any number of `item`. An empty one is none.
impl<T: Structure> Value for Vec<T> {
    fn put(&self, name: &'static str, out: &mut Writer) -> Result<(), EncodeError> {
        out.element(name, |out| write_items(self, out))
    }

    fn take(
        _: &'static str,
        _: &Element<'_>,
        input: &mut Reader<'_>,
    ) -> Result<Option<Self>, DecodeError> {
        let items = read_items(input)?;
        Ok((!items.is_empty()).then_some(items))
    }
}

impl Value for String {
    fn put(&self, name: &'static str, out: &mut Writer) -> Result<(), EncodeError> {
        out.text(name, self)
    }

    fn take(
        name: &'static str,
        element: &Element<'_>,
        input: &mut Reader<'_>,
    ) -> Result<Option<Self>, DecodeError> {
        Ok(input.text(element, name)?.map(Into::into))
    }
}

/// Values whose form is read by one function and written by another.
macro_rules! scalar {
    ($($type:ty: $read:expr, $write:expr;)*) => {$(
        impl Value for $type {
            fn put(&self, name: &'static str, out: &mut Writer) -> Result<(), EncodeError> {
                out.number(name, $write(*self));
                Ok(())
            }

            fn take(
                name: &'static str,
                element: &Element<'_>,
                input: &mut Reader<'_>,
            ) -> Result<Option<Self>, DecodeError> {
                input.value(element, name, $read)
            }
        }
    )*};
}

scalar! {
    Decimal: decimal, plain;
    i64: whole, core::convert::identity;
    i32: |text| whole(text).and_then(|number| Self::try_from(number).ok()), core::convert::identity;
    bool: boolean, core::convert::identity;
}

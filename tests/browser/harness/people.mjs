// Who pays, by the labels of the form.

export const PERSON = {
  "Tipo de documento": "Cédula de ciudadanía",
  "Número de documento": "1144093521",
  Nombres: "María José",
  Apellidos: "Núñez Peña",
  "Correo electrónico": "maria.nunez@example.co",
  Celular: "3004567890",
};

export const COMPANY = {
  "Número de documento": "900299228",
  Nombres: "Andrés",
  Apellidos: "Gómez",
  "Correo electrónico": "pagos@transportes.example.co",
  Celular: "3157654321",
};

export const BANKS = {
  1066: "BANCO COOPERATIVO COOPCENTRAL",
  9001: "BANCO DE PRUEBA QUE APRUEBA",
  9002: "BANCO DE PRUEBA QUE RECHAZA",
  9003: "BANCO DE PRUEBA QUE FALLA",
  9004: "BANCO DE PRUEBA QUE APRUEBA MÁS TARDE",
  9005: "BANCO DE PRUEBA QUE DEJA PENDIENTE",
  9006: "BANCO DE PRUEBA INALCANZABLE",
  9007: "BANCO DE PRUEBA QUE EXCEDE EL LÍMITE",
  9008: "BANCO DE PRUEBA QUE NO RESPONDE",
};

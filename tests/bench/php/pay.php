<?php

// A merchant's own page that takes a PSE payment, written by hand and well: the payment is stored before the provider
// is called and its answer before the buyer is sent to the bank, each in a durable commit. What the shop sells has one
// price. GET only says that the page is there.

declare(strict_types=1);

const LOGIN = '6dd490faf9cb87a9862245da41170ff2';
const SECRET = '024h1IlD';
const TOTAL = 106250000;
const TAX = 14931000;
const BASE = 91319000;

function answer(int $status, array $body): never
{
    $json = json_encode($body, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
    http_response_code($status);
    header('Content-Type: application/json');
    header('Content-Length: ' . strlen($json));
    echo $json;
    exit;
}

function database(): PDO
{
    $pdo = new PDO('sqlite:' . getenv('SHOP_DATABASE'), null, null, [
        PDO::ATTR_PERSISTENT => true,
        PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_TIMEOUT => 10,
    ]);
    // The journal's mode stays with the file; this setting is each connection's own.
    $pdo->exec('PRAGMA synchronous = FULL');
    return $pdo;
}

if ($_SERVER['REQUEST_METHOD'] === 'GET') {
    answer(200, ['ready' => true]);
}

$input = json_decode(file_get_contents('php://input'), true, 8, JSON_THROW_ON_ERROR);
$payer = $input['payer'] ?? [];
foreach (['document_type', 'document', 'first_name', 'last_name', 'email_address', 'mobile'] as $field) {
    if (!is_string($payer[$field] ?? null) || $payer[$field] === '') {
        answer(422, ['error' => $field]);
    }
}
if (!preg_match('/^[0-9]{4,6}$/', (string) ($input['bank_code'] ?? ''))) {
    answer(422, ['error' => 'bank_code']);
}

$pdo = database();
$now = date('c');
$reference = 'PHP-' . bin2hex(random_bytes(8));
$insert = $pdo->prepare(
    'INSERT INTO payments (reference, state, total_amount, tax_amount, devolution_base, bank_code, bank_interface,
        document_type, document, first_name, last_name, email, mobile, ip_address, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
);
$insert->execute([
    $reference, 'creating', TOTAL, TAX, BASE, $input['bank_code'], '0', $payer['document_type'], $payer['document'],
    $payer['first_name'], $payer['last_name'], $payer['email_address'], $payer['mobile'], $_SERVER['REMOTE_ADDR'],
    $now, $now,
]);
$id = $pdo->lastInsertId();

$seed = date('c');
$person = [
    'documentType' => $payer['document_type'], 'document' => $payer['document'], 'firstName' => $payer['first_name'],
    'lastName' => $payer['last_name'], 'emailAddress' => $payer['email_address'], 'mobile' => $payer['mobile'],
];
try {
    $soap = new SoapClient(getenv('SHOP_WSDL'), [
        'cache_wsdl' => WSDL_CACHE_BOTH,
        'keep_alive' => true,
        'connection_timeout' => 3,
        'exceptions' => true,
    ]);
    $created = $soap->createTransaction([
        'auth' => ['login' => LOGIN, 'tranKey' => sha1($seed . SECRET), 'seed' => $seed],
        'transaction' => [
            'bankCode' => $input['bank_code'], 'bankInterface' => '0',
            'returnURL' => "http://127.0.0.1/gracias?payment=$id", 'reference' => $reference,
            'description' => 'Compra', 'language' => 'ES', 'currency' => 'COP', 'totalAmount' => TOTAL / 100,
            'taxAmount' => TAX / 100, 'devolutionBase' => BASE / 100, 'tipAmount' => 0,
            'payer' => $person, 'buyer' => $person, 'shipping' => $person,
            'ipAddress' => $_SERVER['REMOTE_ADDR'], 'userAgent' => $_SERVER['HTTP_USER_AGENT'] ?? '',
        ],
    ])->createTransactionResult;
} catch (SoapFault $fault) {
    $pdo->prepare("UPDATE payments SET state = 'unanswered', updated_at = ? WHERE id = ?")->execute([date('c'), $id]);
    answer(502, ['error' => $fault->getMessage()]);
}

$good = $created->returnCode === 'SUCCESS';
$update = $pdo->prepare(
    'UPDATE payments SET state = ?, updated_at = ?, return_code = ?, transaction_id = ?, session_id = ?, cus = ?,
        transaction_cycle = ?, bank_url = ?, reason_code = ?, reason_text = ? WHERE id = ?'
);
$update->execute([
    $good ? 'pending' : 'refused', date('c'), $created->returnCode, $created->transactionID ?? null,
    $created->sessionID ?? null, $created->trazabilityCode ?? null, $created->transactionCycle ?? null,
    $created->bankURL ?? null, $created->responseReasonCode ?? null, $created->responseReasonText ?? null, $id,
]);
if (!$good) {
    answer(422, ['error' => $created->returnCode]);
}
answer(201, ['payment_id' => $id, 'bank_url' => $created->bankURL]);

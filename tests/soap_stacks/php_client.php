<?php
// Calls the service at the WSDL's address with PHP's SoapClient: all four operations, and what is
// refused. Prints one JSON object; `raw` holds the replies as they came.

const LOGIN = '6dd490faf9cb87a9862245da41170ff2';
const SECRET = '024h1IlD';

function authentication(string $login = LOGIN): array
{
    $seed = date('c');
    return ['login' => $login, 'tranKey' => sha1($seed . SECRET), 'seed' => $seed];
}

function person(array $changes = []): array
{
    return $changes + [
        'documentType' => 'CC', 'document' => '1144093521', 'firstName' => 'Sofía',
        'lastName' => 'Ñáñez & Peña', 'company' => '', 'emailAddress' => 'sofia@example.co',
        'mobile' => '3004567890',
    ];
}

function transaction(string $reference, array $changes = []): array
{
    return $changes + [
        'bankCode' => '9001', 'bankInterface' => '0',
        'returnURL' => 'http://127.0.0.1/gracias?a=1&b=2', 'reference' => $reference,
        'description' => 'Compra <con PHP>', 'language' => 'ES', 'currency' => 'COP',
        'totalAmount' => 12345.6, 'taxAmount' => 0.0, 'devolutionBase' => 0.0, 'tipAmount' => 0.0,
        'payer' => person(), 'buyer' => person(), 'shipping' => person(),
        'ipAddress' => '127.0.0.1', 'userAgent' => 'PHP',
        'additionalData' => [['name' => 'canal', 'value' => 'web']],
    ];
}

function credit(string $service, float $amount): array
{
    return [
        'entityCode' => '90029922801', 'serviceCode' => $service, 'amountValue' => $amount,
        'taxValue' => 0.0, 'description' => 'Parte',
    ];
}

[, $wsdl, $reference] = $argv;
$client = new SoapClient($wsdl, ['trace' => true, 'cache_wsdl' => WSDL_CACHE_NONE]);
$raw = $faults = [];

$call = function (string $operation, array $arguments = []) use ($client, &$raw) {
    $reply = $client->$operation(['auth' => authentication()] + $arguments);
    $raw[$operation] = $client->__getLastResponse();
    return $reply->{$operation . 'Result'};
};
$refused = function (string $name, string $operation, array $arguments) use ($client, &$faults) {
    try {
        $client->$operation($arguments + ['auth' => authentication()]);
    } catch (SoapFault $fault) {
        $faults[$name] = ['code' => $fault->faultcode, 'text' => $fault->faultstring];
    }
};

$banks = $call('getBankList')->item;
$created = $call('createTransaction', ['transaction' => transaction($reference)]);
$credits = [credit('77700101', 12000.6), credit('77700102', 345)];
$shared = $call('createTransactionMultiCredit', [
    'transaction' => transaction("$reference-M", ['credits' => $credits]),
]);
$information = $call('getTransactionInformation', ['transactionID' => $created->transactionID]);
$not_created = $call('createTransaction', [
    'transaction' => transaction("$reference-N", ['bankCode' => '9007']),
]);
$refused('login', 'getBankList', ['auth' => authentication('nadie')]);
$refused('document', 'createTransaction', [
    'transaction' => transaction("$reference-D", ['payer' => person(['documentType' => 'DNI'])]),
]);
$refused('shared', 'createTransactionMultiCredit', [
    'transaction' => transaction("a|b", ['credits' => $credits]),
]);
$refused('unknown', 'getTransactionInformation', ['transactionID' => 7]);

echo json_encode(compact(
    'banks', 'created', 'shared', 'information', 'not_created', 'faults', 'raw',
), JSON_THROW_ON_ERROR);

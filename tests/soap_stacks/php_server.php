<?php
// The provider as PHP's SoapServer plays it, with our WSDL (the environment's PSE_WSDL) and a memory
// of one file (PSE_MEMORY). Most probably the real one is made like this. Run by `php -S`.

const SECRET = '024h1IlD';

class PlacetoPay
{
    private array $memory;

    public function __construct()
    {
        $text = @file_get_contents(getenv('PSE_MEMORY'));
        $this->memory = $text ? json_decode($text, true) : ['calls' => [], 'transactions' => []];
    }

    public function getBankList($parameters)
    {
        $this->authenticate('getBankList', $parameters);
        return ['getBankListResult' => ['item' => [
            ['bankCode' => '0', 'bankName' => 'A continuación seleccione su banco'],
            ['bankCode' => '1022', 'bankName' => 'BANCO UNIÓN «COLOMBIANO» & CÍA'],
            ['bankCode' => '1999', 'bankName' => 'BANCO DE FALLAS'],
        ]]];
    }

    public function createTransaction($parameters)
    {
        $this->authenticate('createTransaction', $parameters);
        return ['createTransactionResult' => $this->create($parameters->transaction)];
    }

    public function createTransactionMultiCredit($parameters)
    {
        $this->authenticate('createTransactionMultiCredit', $parameters);
        return ['createTransactionMultiCreditResult' => $this->create($parameters->transaction)];
    }

    public function getTransactionInformation($parameters)
    {
        $this->authenticate('getTransactionInformation', $parameters);
        $transaction = $this->memory['transactions'][$parameters->transactionID] ?? null;
        if ($transaction === null) {
            throw new SoapFault('Client', 'No se halló ninguna transacción con los datos suministrados.');
        }
        return ['getTransactionInformationResult' => [
            'transactionID' => $parameters->transactionID, 'sessionID' => str_repeat('a', 32),
            'reference' => $transaction['reference'], 'requestDate' => date('c'),
            'bankProcessDate' => '2026-04-20T09:11:39-05:00', 'onTest' => false,
            'returnCode' => 'SUCCESS', 'trazabilityCode' => '0150228', 'transactionCycle' => 1,
            'transactionState' => 'OK', 'responseCode' => 1, 'responseReasonCode' => '00',
            'responseReasonText' => 'Aprobada',
        ]];
    }

    private function create($transaction): array
    {
        if ($transaction->bankCode === '1999') {
            throw new SoapFault('Server', 'SOAP-ERROR: algo <salió> mal');
        }
        $id = 1443053707 + count($this->memory['transactions']);
        $this->memory['transactions'][$id] = json_decode(json_encode($transaction), true);
        $this->remember();
        return [
            'returnCode' => 'SUCCESS', 'bankURL' => "http://127.0.0.1/banco?enc=a%2fb&id=$id",
            'trazabilityCode' => '0150228', 'transactionCycle' => 1, 'transactionID' => $id,
            'sessionID' => str_repeat('a', 32), 'bankCurrency' => 'COP', 'bankFactor' => 1.0,
            'responseCode' => 3, 'responseReasonCode' => '?-',
            'responseReasonText' => 'Transacción pendiente.',
        ];
    }

    private function authenticate(string $operation, $parameters): void
    {
        $this->memory['calls'][] = $operation;
        $this->remember();
        $auth = $parameters->auth;
        $age = abs(time() - strtotime($auth->seed));
        if ($auth->tranKey !== sha1($auth->seed . SECRET) || $age > 300) {
            throw new SoapFault('Client', 'Acceso no autorizado.');
        }
    }

    private function remember(): void
    {
        file_put_contents(getenv('PSE_MEMORY'), json_encode($this->memory));
    }
}

$server = new SoapServer(getenv('PSE_WSDL'), ['cache_wsdl' => WSDL_CACHE_NONE]);
$server->setClass(PlacetoPay::class);
$server->handle();

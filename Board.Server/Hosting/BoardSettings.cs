namespace Board.Server.Hosting;

/// <summary>
/// What an operator may set, in the section <c>Board</c> of the configuration: <c>Board:Data</c> in a settings file,
/// <c>--Board:Data=…</c> on the command line, <c>Board__Data</c> in the environment. Members of a cluster have
/// <c>Board:Cluster</c> beside it (<c>Board.Engines.ClusterSettings</c>).
/// </summary>
public sealed class BoardSettings
{
    public const string Section = "Board";

    /// <summary>
    /// The folder of everything that the server keeps: spaces, accounts, keys. Default: <c>board</c> under the user's
    /// local application data. <c>BOARD_DATA</c> in the environment is a short form of the same setting. A server whose store is
    /// <c>postgres</c> keeps nothing in a folder, and takes none.
    /// </summary>
    public string Data { get; set; } = "";

    /// <summary>
    /// Where spaces and uploaded files are kept: <c>sqlite</c>, the default, in the data folder of a server that is alone;
    /// <c>postgres</c>, in a database that several servers share; <c>azure</c>, in Azure Storage, for one server or several, with accounts
    /// and keys in PostgreSQL where <see cref="Postgres"/> is set, else in the data folder.
    /// </summary>
    public string Store { get; set; } = "sqlite";

    /// <summary>
    /// The Npgsql connection string of a PostgreSQL database, such as <c>Host=localhost;Database=board;Username=board;Password=…</c>.
    /// It is never logged; the environment (<c>Board__Postgres</c>) is the place for it. Where it is set, accounts, invitations and the
    /// keys that protect cookies are kept there too, whatever the store is, so that they are good on every server. Its user makes the
    /// schema <c>board</c> at the first start, or finds it made.
    /// </summary>
    public string Postgres { get; set; } = "";

    /// <summary>
    /// The storage account for <c>Board:Store=azure</c>, as the portal's connection string with a key or a shared access signature
    /// (permissions read, add, create, write, delete, list on its blobs). A secret: best set as <c>Board__Azure</c> in the
    /// environment. Everything is in a container named <c>board</c>, which is made if it is not there and must stay private.
    /// </summary>
    public string Azure { get; set; } = "";

    /// <summary>
    /// Whether the first page offers a demo district, in which anybody at the address may step in as anybody.
    /// Default: only in the environment <c>Development</c>; it stays off in <c>Production</c> whatever is set here.
    /// </summary>
    public bool? Demo { get; set; }

    /// <summary>
    /// Origins beside the server's own that may open live connections, such as <c>https://board.example.org</c> where a
    /// proxy rewrites the host. Scheme, host and port are compared.
    /// </summary>
    public string[] AllowedOrigins { get; set; } = [];

    /// <summary>Addresses of proxies on other machines that may say who asks and over what, such as <c>10.0.0.5</c>.</summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>
    /// Go on although the end of the log is known to be lost and there is no backup: for one start only, by
    /// <c>--Board:AcceptLoss=true</c>. The loss stays noted in the log.
    /// </summary>
    public bool AcceptLoss { get; set; }

    /// <summary>
    /// How long the server goes on serving everybody after it was asked to stop and has said that it is not ready any more, so that a
    /// balancer notices first: seconds, 0 to 4. Default: 0, as nobody looks where there is one server.
    /// </summary>
    public double DrainSeconds { get; set; }

    /// <summary>
    /// Where traces and metrics are sent by OTLP, such as <c>http://localhost:4317</c>; empty for nowhere, the default. The same as
    /// OpenTelemetry's own <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, which comes first; its other variables (protocol, headers, interval,
    /// <c>OTEL_SERVICE_NAME</c>) are honoured either way.
    /// </summary>
    public string Telemetry { get; set; } = "";
}

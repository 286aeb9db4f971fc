using Microsoft.Data.Sqlite;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>One connection to the database with its prepared statements, used by one thread at a time.</summary>
internal sealed class RowDatabase : IDisposable
{
    private readonly SqliteConnection _connection;

    public RowDatabase(string connectionString, bool writes)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        if (writes)
            Prepare();
        Execute("PRAGMA temp_store = MEMORY");
        Execute(writes ? "PRAGMA cache_size = -32768" : "PRAGMA cache_size = -4096");

        var database = _connection.Handle!;
        Get = new(database, "SELECT version, properties FROM rows WHERE t = ? AND pk = ? AND rk = ?");
        Partition = new(
            database,
            "SELECT pk, rk, version, properties FROM rows WHERE t = ? AND pk = ? AND rk >= ? AND rk < ? ORDER BY rk");
        Span = new(
            database,
            "SELECT pk, rk, version, properties FROM rows WHERE t = ? AND pk >= ? AND pk < ? ORDER BY pk, rk");
        Insert = new(database, "INSERT OR IGNORE INTO rows (t, pk, rk, version, properties) VALUES (?, ?, ?, ?, ?)");
        Put = new(database, "REPLACE INTO rows (t, pk, rk, version, properties) VALUES (?, ?, ?, ?, ?)");
        Delete = new(database, "DELETE FROM rows WHERE t = ? AND pk = ? AND rk = ?");
        Begin = new(database, "BEGIN IMMEDIATE");
        Commit = new(database, "COMMIT");
        Rollback = new(database, "ROLLBACK");
        Savepoint = new(database, "SAVEPOINT part");
        Release = new(database, "RELEASE part");
        Undo = new(database, "ROLLBACK TO part");
        SetVersion = new(database, "UPDATE state SET version = ?");
        Tables = new(database, "SELECT id, name FROM tables");
        AddTable = new(database, "INSERT INTO tables (id, name) VALUES (?, ?)");
        DropTable = new(database, "DELETE FROM tables WHERE id = ?");
        DropRows = new(database, "DELETE FROM rows WHERE t = ?");
        Version = new(database, "SELECT version FROM state");
    }

    public Statement Get { get; }

    public Statement Partition { get; }

    public Statement Span { get; }

    public Statement Insert { get; }

    public Statement Put { get; }

    public Statement Delete { get; }

    public Statement Begin { get; }

    public Statement Commit { get; }

    public Statement Rollback { get; }

    public Statement Savepoint { get; }

    public Statement Release { get; }

    public Statement Undo { get; }

    public Statement SetVersion { get; }

    public Statement Version { get; }

    public Statement Tables { get; }

    public Statement AddTable { get; }

    public Statement DropTable { get; }

    public Statement DropRows { get; }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)
            [Get, Partition, Span, Insert, Put, Delete, Begin, Commit, Rollback, Savepoint, Release, Undo, SetVersion,
                Version, Tables, AddTable, DropTable, DropRows])
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private void Prepare()
    {
        // Rows are stored in the order of their keys; larger pages keep most of them out of overflow chains.
        Execute("PRAGMA page_size = 8192");
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = NORMAL");

        // 32 MB: pages that change again and again go to the file, and to the disk, once for many times.
        Execute("PRAGMA wal_autocheckpoint = 4000");
        Execute("CREATE TABLE IF NOT EXISTS tables (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE)");
        Execute(
            """
            CREATE TABLE IF NOT EXISTS rows (
                t INTEGER NOT NULL, pk BLOB NOT NULL, rk BLOB NOT NULL,
                version INTEGER NOT NULL, properties BLOB NOT NULL,
                PRIMARY KEY (t, pk, rk)) WITHOUT ROWID
            """);
        Execute("CREATE TABLE IF NOT EXISTS state (version INTEGER NOT NULL)");
        Execute("INSERT INTO state SELECT 0 WHERE NOT EXISTS (SELECT * FROM state)");
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

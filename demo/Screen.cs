using Spectre.Console;

namespace Switchboard.Demo;

/// <summary>How far something has come, and a word about it.</summary>
internal delegate void Report(int done, string note);

/// <summary>What the demo shows: bars and colours on a terminal, plain lines in a file or a pipe.</summary>
internal sealed class Screen
{
    private readonly bool _live = AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;

    public void Say(string sentence) => Console.WriteLine(sentence);

    public void Fail(string message, IReadOnlyList<string> lastWords)
    {
        Console.Error.WriteLine(message);
        if (lastWords.Count > 0)
            Console.Error.WriteLine("The application's last words:");
        foreach (var line in lastWords)
            Console.Error.WriteLine($"  {line}");
    }

    /// <summary>Shows how far an action has come while it runs.</summary>
    public Task<T> ShowProgressAsync<T>(string title, int total, Func<Report, Task<T>> action) =>
        _live ? ShowBarAsync(title, total, action) : ShowLinesAsync(title, total, action);

    public void Show(Statistics statistics)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Callout statistics")
            .AddColumn(new TableColumn("").RightAligned());
        foreach (var (name, value) in statistics.Lines)
            table.AddRow(name, value);
        AnsiConsole.Write(table);
        Console.WriteLine(statistics.ToJson());
    }

    public void Show(IReadOnlyList<BookEntry> books)
    {
        Console.WriteLine("The books:");
        foreach (var entry in books)
        {
            var found = entry.Found.Length > 0 ? $" ({entry.Found})" : "";
            var (mark, colour) = entry.Holds ? ("✓", "green") : ("✗", "red");
            if (_live)
                AnsiConsole.Markup($"  [{colour}]{mark}[/] ");
            else
                Console.Write($"  {mark} ");
            Console.WriteLine($"{entry.Sentence}{found}.");
        }

        var wrong = books.Count(entry => !entry.Holds);
        Console.WriteLine(wrong == 0 ? "The books balance." : $"The books do not balance: {wrong} of {books.Count} are wrong.");
    }

    /// <summary>Says where to look and keeps the application running until the demo is interrupted.</summary>
    public async Task ServeAsync(ApplicationProcess app, CancellationToken cancellation)
    {
        Console.WriteLine($"""
            Have a look round:
              {app.Functions}api/callouts/1/callout_statistics
              {app.Functions}api/contacts
              {app.PhoneNetwork}simulator/calls
            Ctrl+C ends it.
            """);
        await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static async Task<T> ShowBarAsync<T>(string title, int total, Func<Report, Task<T>> action) =>
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: total);
                return await action((done, note) =>
                {
                    bar.Value = Math.Max(bar.Value, done);
                    bar.Description = Markup.Escape(note.Length > 0 ? $"{title}: {note}" : title);
                });
            });

    private static async Task<T> ShowLinesAsync<T>(string title, int total, Func<Report, Task<T>> action)
    {
        var printed = 0;
        var gate = new Lock();
        Console.WriteLine($"{title} …");
        return await action((done, note) =>
        {
            lock (gate)
            {
                var tenths = total == 0 ? 10 : done * 10 / total;
                if (tenths <= printed)
                    return;
                printed = tenths;
                Console.WriteLine($"  {done} of {total}{(note.Length > 0 ? $" ({note})" : "")}");
            }
        });
    }
}

using System.Globalization;
using Switchboard.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks [tables] [orchestrations] [activities] [http] [start] [callout]
//     [contacts] [lists] [desk]
(string Name, Func<Task<IReadOnlyList<Figure>>> Measure)[] benchmarks =
[
    ("tables", TablesBenchmark.MeasureAsync),
    ("orchestrations", OrchestrationsBenchmark.MeasureAsync),
    ("activities", ActivitiesBenchmark.MeasureAsync),
    ("http", HttpBenchmark.MeasureAsync),
    ("start", StartBenchmark.MeasureAsync),
    ("callout", CalloutBenchmark.MeasureAsync),
    ("contacts", ContactWritesBenchmark.MeasureAsync),
    ("lists", ContactListsBenchmark.MeasureAsync),
    ("desk", DeskBenchmark.MeasureAsync),
];

var unknown = args.Except(benchmarks.Select(benchmark => benchmark.Name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine(
        $"There is no {string.Join(" or ", unknown)}, only {string.Join(", ", benchmarks.Select(one => one.Name))}.");
    return 2;
}

#if DEBUG
Console.WriteLine("This is a debug build: its figures say little. Use -c Release.");
#endif
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors. Medians."));
var figures = new List<Figure>();
foreach (var (name, measure) in benchmarks)
{
    if (args.Length > 0 && !args.Contains(name))
        continue;
    Console.WriteLine($"Measuring {name} ...");
    figures.AddRange(await measure());
}

Figure.Print(figures);
return figures.All(figure => figure.Holds) ? 0 : 1;

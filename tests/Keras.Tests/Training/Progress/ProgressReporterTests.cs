using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Keras.Training;

namespace Keras.Tests.Training;

public partial class ProgressReporterTests
{
    private static readonly JsonElement[] Painted = [.. EmbeddedData.Json("Training/Progress/Data/painted.json").EnumerateArray()];

    public static TheoryData<string> PaintedNames => [.. Painted.Select(painted => painted.GetProperty("name").GetString()!)];

    /// <summary>Every repaint, time and backspace as Keras's own logger wrote them on the same clock.</summary>
    [Theory]
    [MemberData(nameof(PaintedNames))]
    public void Writes_what_Keras_writes_on_the_same_clock(string name)
    {
        var painted = Painted.Single(one => one.GetProperty("name").GetString() == name);
        var steps = painted.GetProperty("steps");
        var time = new SteppedTime();
        using var output = new StringWriter();
        var reporter = new ProgressReporter(
            painted.GetProperty("verbose").GetInt32(),
            painted.GetProperty("epochs").GetInt32(),
            steps.ValueKind == JsonValueKind.Null ? null : steps.GetInt32(),
            output,
            time);

        foreach (var call in painted.GetProperty("calls").EnumerateArray())
        {
            time.Ticks = call[0].GetInt64();
            Play(reporter, call[1].GetString()!, call[2].ValueKind == JsonValueKind.Null ? 0 : call[2].GetInt32(), Logs(call[3]));
        }

        Assert.Equal(painted.GetProperty("text").GetString(), output.ToString());
    }

    private static void Play(ProgressReporter reporter, string method, int argument, (string, double)[] logs)
    {
        switch (method)
        {
            case "on_train_begin": reporter.OnTrainBegin(); break;
            case "on_epoch_begin": reporter.OnEpochBegin(argument); break;
            case "on_train_batch_end": reporter.OnTrainBatchEnd(argument, logs); break;
            case "on_epoch_end": reporter.OnEpochEnd(logs); break;
            case "on_test_begin": reporter.OnTestBegin(); break;
            case "on_test_batch_end": reporter.OnTestBatchEnd(argument, logs); break;
            case "on_test_end": reporter.OnTestEnd(logs); break;
            case "on_predict_begin": reporter.OnPredictBegin(); break;
            case "on_predict_batch_end": reporter.OnPredictBatchEnd(argument); break;
            case "on_predict_end": reporter.OnPredictEnd(); break;
            default: throw new InvalidDataException($"Unknown call '{method}'.");
        }
    }

    private static (string, double)[] Logs(JsonElement logs)
        => [.. logs.EnumerateArray().Select(log => (log[0].GetString()!, Number(log[1])))];

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetDouble();

    /// <summary>Whole runs of fit, evaluate and predict: each epoch's last line, the values fed in, times masked.</summary>
    [Theory]
    [InlineData("fit_verbose1", 1)]
    [InlineData("fit_verbose2", 2)]
    [InlineData("fit_one_epoch_verbose1", 1)]
    [InlineData("fit_one_epoch_verbose2", 2)]
    [InlineData("fit_validation_verbose1", 1)]
    [InlineData("fit_validation_verbose2", 2)]
    [InlineData("fit_reduce_lr_verbose1", 1)]
    [InlineData("fit_reduce_lr_verbose2", 2)]
    [InlineData("fit_small_numbers_verbose1", 1)]
    [InlineData("fit_small_numbers_verbose2", 2)]
    [InlineData("fit_two_outputs", 2)]
    [InlineData("evaluate_verbose1", 1)]
    [InlineData("evaluate_verbose2", 2)]
    [InlineData("predict_verbose1", 1)]
    [InlineData("predict_verbose2", 2)]
    public void Last_lines_are_those_of_Keras(string name, int verbose)
    {
        var lines = EmbeddedData.Text($"Training/Progress/Data/{name}.txt").TrimEnd('\n').Split('\n');
        ProgressReporter? reporter = null;
        var output = new StringWriter();
        var compared = 0;
        foreach (var (index, line) in lines.Index())
        {
            if (Announcement().Match(line) is { Success: true } announced)
            {
                var epoch = int.Parse(announced.Groups["epoch"].Value, CultureInfo.InvariantCulture) - 1;
                var steps = int.Parse(FinalLine().Match(lines[(index + 1)..].First(IsFinal)).Groups["steps"].Value, CultureInfo.InvariantCulture);
                if (epoch == 0) reporter = new ProgressReporter(verbose, int.Parse(announced.Groups["epochs"].Value, CultureInfo.InvariantCulture), steps, output);
                output.GetStringBuilder().Clear();
                reporter!.OnEpochBegin(epoch);
                Assert.Equal(line + "\n", output.ToString());
            }
            else if (IsFinal(line))
            {
                var final = FinalLine().Match(line);
                if (reporter is null)
                {
                    reporter = new ProgressReporter(verbose, epochs: 1, int.Parse(final.Groups["steps"].Value, CultureInfo.InvariantCulture), output);
                    reporter.OnEpochBegin(0);
                }
                // Keras logs float32 numbers: a learning rate of 0.001 is a little more than that.
                var logs = LoggedValue().Matches(line[(line.LastIndexOf('\r') + 1)..])
                    .Select(log => (log.Groups["name"].Value, (double)float.Parse(log.Groups["value"].Value, CultureInfo.InvariantCulture)));
                reporter.OnEpochEnd([.. logs]);
                Assert.Equal(Masked(line), Masked(output.ToString().TrimEnd('\n').Split('\n')[^1]));
                compared++;
                if (!lines[(index + 1)..].TakeWhile(later => !IsFinal(later)).Any(later => Announcement().IsMatch(later))) reporter = null;
            }
        }
        Assert.Equal(lines.Count(IsFinal), compared);
        Assert.True(compared > 0);
    }

    private static bool IsFinal(string line) => FinalLine().IsMatch(line);

    private static string Masked(string line) => Times().Replace(line[(line.LastIndexOf('\r') + 1)..], "#").TrimEnd();

    [GeneratedRegex(@"^Epoch (?<epoch>\d+)/(?<epochs>\d+)$")]
    private static partial Regex Announcement();

    [GeneratedRegex(@"(?:^|\r)(?:\x1b\[1m)?(?<steps>\d+)/\k<steps>\b[^\r]*$")]
    private static partial Regex FinalLine();

    [GeneratedRegex(@" - (?<name>\w+): (?<value>\S+)")]
    private static partial Regex LoggedValue();

    [GeneratedRegex(@"(?<=[ m])\d+(?:[mu]?s/step|s\b)")]
    private static partial Regex Times();

    [Fact]
    public void A_bar_that_may_not_go_back_starts_a_new_line()
    {
        var time = new SteppedTime();
        using var output = new StringWriter();
        var bar = new Progbar(target: 2, verbose: 1, output, time, overwrites: false);

        time.Ticks = 64;
        bar.Update(1, [("loss", 0.5)], finalize: false);
        time.Ticks = 128;
        bar.Update(2, [("loss", 0.25)], finalize: true);

        Assert.Equal(
            "\n\u001b[1m1/2\u001b[0m \u001b[32m━━━━━━━━━━\u001b[0m\u001b[37m━━━━━━━━━━\u001b[0m \u001b[1m0s\u001b[0m 500ms/step - loss: 0.5000" +
            "\n\u001b[1m2/2\u001b[0m \u001b[32m━━━━━━━━━━━━━━━━━━━━\u001b[0m\u001b[37m\u001b[0m \u001b[1m1s\u001b[0m 500ms/step - loss: 0.2500\n",
            output.ToString());
    }

    [Fact]
    public void Nothing_is_allocated_between_two_repaints()
    {
        var time = new SteppedTime();
        var reporter = new ProgressReporter(verbose: 1, epochs: 1, steps: 1000, TextWriter.Null, time);
        (string, double)[] logs = [("accuracy", 0.5), ("loss", 0.25)];
        reporter.OnTrainBegin();
        reporter.OnEpochBegin(0);
        for (var step = 0; step < 10; step++) reporter.OnTrainBatchEnd(step, logs);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 10; step < 500; step++) reporter.OnTrainBatchEnd(step, logs);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

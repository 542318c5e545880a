using Keras.Callbacks;
using Keras.Optimizers;
using static Keras.Tests.Training.TrainingData;

namespace Keras.Tests.Training;

[Collection(nameof(Alone))]
public class CallbackTests
{
    private static readonly float[,] X = Numbers(8, 3), Y = Numbers(8, 2);

    private static (Model Model, History History) Fit(double[] monitored, params Callback[] callbacks)
    {
        var model = OneOutput();
        model.Compile(new SGD(0.1), "mse", metrics: ["mae"]);
        var feeds = new LambdaCallback(onEpochEnd: (epoch, logs) => logs["value"] = monitored[epoch]);
        return (model, model.Fit(X, Y, epochs: monitored.Length, verbose: 0, callbacks: [feeds, .. callbacks]));
    }

    [Theory]
    [InlineData(0, "min", 0.0, 2)]
    [InlineData(1, "min", 0.0, 2)]
    [InlineData(2, "min", 0.0, 5)]
    [InlineData(2, "min", 0.5, 3)]
    [InlineData(2, "min", -0.5, 3)]
    [InlineData(1, "max", 0.0, 3)]
    [InlineData(2, "max", 0.0, 5)]
    public void EarlyStopping_ends_after_so_many_epochs_without_improvement(int patience, string mode, double minDelta, int epochs)
    {
        double[] values = mode == "min" ? [3, 3.5, 2.5, 2.4, 2.6] : [1, 2, 1, 3, 2];
        var early = new EarlyStopping("value", minDelta, patience, mode: mode);
        Assert.Equal(epochs, Fit(values, early).History.Epoch.Count);
    }

    /// <summary>Real Keras is not asked to tell of what nobody watches.</summary>
    [Fact]
    public void WhoDoesNothingWhenAStepBeginsDoesNotWatchIt()
    {
        Assert.False(new LambdaCallback(onTrainBatchEnd: (_, _) => { }, onEpochBegin: (_, _) => { }).WatchesStepBegins);
        Assert.True(new LambdaCallback(onTrainBatchBegin: (_, _) => { }).WatchesStepBegins);
        Assert.True(new LambdaCallback(onTestBatchBegin: (_, _) => { }).WatchesStepBegins);
        Assert.True(new LambdaCallback(onPredictBatchBegin: (_, _) => { }).WatchesStepBegins);
        Assert.False(new History().WatchesStepBegins);
        Assert.False(new WatchesEnds().WatchesStepBegins);
        Assert.True(new WatchesBegins().WatchesStepBegins);
        Assert.True(new InheritsBegins().WatchesStepBegins);
    }

    [Fact]
    public void WhoDoesNothingWhenAStepEndsDoesNotWatchIt()
    {
        Assert.False(new LambdaCallback(onTrainBatchBegin: (_, _) => { }, onEpochEnd: (_, _) => { }).WatchesStepEnds);
        Assert.True(new LambdaCallback(onTrainBatchEnd: (_, _) => { }).WatchesStepEnds);
        Assert.True(new LambdaCallback(onTestBatchEnd: (_, _) => { }).WatchesStepEnds);
        Assert.True(new LambdaCallback(onPredictBatchEnd: (_, _) => { }).WatchesStepEnds);
        Assert.False(new EarlyStopping().WatchesStepEnds);
        Assert.True(new TerminateOnNaN().WatchesStepEnds);
        Assert.True(new WatchesEnds().WatchesStepEnds);
        Assert.False(new InheritsBegins().WatchesStepEnds);
    }

    private sealed class WatchesEnds : Callback
    {
        public override void OnTrainBatchEnd(int batch, Logs logs)
        {
        }
    }

    private class WatchesBegins : Callback
    {
        public override void OnPredictBatchBegin(int batch, Logs logs)
        {
        }
    }

    private sealed class InheritsBegins : WatchesBegins;

    [Fact]
    public void EarlyStopping_restores_the_weights_of_the_best_epoch()
    {
        float[]? best = null;
        var early = new EarlyStopping("value", patience: 2, mode: "min", restoreBestWeights: true);
        var keeps = new LambdaCallback(onEpochEnd: (epoch, _) => { if (epoch == 1) best = Weights(early.Model); });
        var (model, history) = Fit([3, 1, 2, 2, 2], early, keeps);
        Assert.Equal([0, 1, 2, 3], history.Epoch);
        Assert.Equal(best, Weights(model));
        Assert.Equal((1, 3, 1.0), (early.BestEpoch, early.StoppedEpoch, early.Best!.Value));
    }

    [Fact]
    public void EarlyStopping_waits_for_the_baseline_and_for_the_first_epochs()
    {
        double[] values = [3, 2, 2.5, 2.4, 2.3];
        Assert.Equal(5, Fit(values, new EarlyStopping("value", patience: 3, mode: "min")).History.Epoch.Count);
        Assert.Equal(3, Fit(values, new EarlyStopping("value", patience: 3, mode: "min", baseline: 1)).History.Epoch.Count);
        Assert.Equal(4, Fit([1, 2, 3, 4, 5], new EarlyStopping("value", mode: "min", startFromEpoch: 2)).History.Epoch.Count);
    }

    [Fact]
    public void EarlyStopping_knows_the_direction_of_losses_and_metrics()
    {
        Assert.Equal(5, Fit([1, 1, 1, 1, 1], new EarlyStopping("loss"), new EarlyStopping("mae")).History.Epoch.Count);
        Assert.Equal("EarlyStopping: it is not known whether 'value' should rise or fall. Pass mode: \"max\" or mode: \"min\".", Assert.Throws<ArgumentException>(() => Fit([1], new EarlyStopping("value"))).Message);
    }

    [Fact]
    public void EarlyStopping_warns_of_a_value_that_is_not_there() =>
        Assert.Equal($"Warning: EarlyStopping monitors 'val_loss', which the epoch's logs do not hold. They hold: loss, mae, value.{Environment.NewLine}", ErrorsOf(() => Fit([1], new EarlyStopping())));

    [Fact]
    public void EarlyStopping_checks_its_arguments()
    {
        Assert.StartsWith("EarlyStopping: expected mode \"auto\", \"min\" or \"max\", received \"least\".", Assert.Throws<ArgumentException>(() => new EarlyStopping(mode: "least")).Message);
        Assert.StartsWith("EarlyStopping: expected a patience of 0 or more epochs, received -1.", Assert.Throws<ArgumentException>(() => new EarlyStopping(patience: -1)).Message);
        Assert.StartsWith("EarlyStopping: expected verbose 0 or 1, received 2.", Assert.Throws<ArgumentException>(() => new EarlyStopping(verbose: 2)).Message);
        Assert.StartsWith("EarlyStopping: expected startFromEpoch 0 or more, received -2.", Assert.Throws<ArgumentException>(() => new EarlyStopping(startFromEpoch: -2)).Message);
    }

    [Fact]
    public void TerminateOnNaN_ends_training_or_throws()
    {
        var x = (float[,])X.Clone();
        x[3, 1] = float.NaN;
        var model = OneOutput();
        model.Compile("sgd", "mse");
        var output = Console.Out;
        using var text = new StringWriter();
        Console.SetOut(text);
        try
        {
            History? history = null;
            ErrorsOf(() => history = model.Fit(x, Y, batchSize: 2, epochs: 3, shuffle: false, verbose: 0, callbacks: [new TerminateOnNaN()]));
            Assert.Equal([0], history!.Epoch);
        }
        finally
        {
            Console.SetOut(output);
        }
        Assert.Equal($"Batch 1: Invalid loss, terminating training{Environment.NewLine}", text.ToString());
        ErrorsOf(() => Assert.StartsWith("NaN or Inf loss encountered at batch 0.", Assert.Throws<InvalidOperationException>(() => model.Fit(x, Y, verbose: 0, callbacks: [new TerminateOnNaN(raiseError: true)])).Message));
    }

    [Fact]
    public void LambdaCallback_calls_each_function_at_its_place()
    {
        var (recorder, calls) = (new Recorder(), new List<string>());
        Action<int, Logs> At(string name) => (number, _) => calls.Add(string.Format(name, number));
        Action<Logs> Once(string name) => _ => calls.Add(name);
        var lambda = new LambdaCallback(At("epoch {0} begin"), At("epoch {0} end"), Once("train begin"), Once("train end"), At("train {0} begin"), At("train {0} end"),
            Once("test begin"), Once("test end"), At("test {0} begin"), At("test {0} end"), Once("predict begin"), Once("predict end"), At("predict {0} begin"), At("predict {0} end"));
        var model = OneOutput();
        model.Compile("sgd", "mse");
        model.Fit(X, Y, batchSize: 4, verbose: 0, callbacks: [lambda, recorder], validationSplit: 0.5);
        model.Predict(X, verbose: 0, callbacks: [lambda, recorder]);
        Assert.Equal(recorder.Calls.Select(call => call.Split(" loss")[0]), calls);
    }

    [Fact]
    public void The_users_callbacks_come_before_history_and_progress_bar()
    {
        var model = OneOutput();
        model.Compile("sgd", "mse");
        var output = Console.Out;
        using var text = new StringWriter();
        Console.SetOut(text);
        try
        {
            model.Fit(X, Y, epochs: 1, verbose: 2, callbacks: [new LambdaCallback(onEpochEnd: (_, logs) => logs["extra"] = 7)]);
        }
        finally
        {
            Console.SetOut(output);
        }
        Assert.Matches(@"^1/1 - 0s - \d+[mu]?s/step - loss: 0\.\d{4} - extra: 7\.0000\n$", text.ToString());
        Assert.Equal([7.0], model.History!["extra"]);
    }

    [Fact]
    public void The_history_names_what_is_nearest_to_what_it_does_not_hold() =>
        Assert.Equal("The history has no 'los'. Did you mean 'loss'? Known: loss, mae, value.", Assert.Throws<KeyNotFoundException>(() => Fit([1]).History["los"]).Message);
}

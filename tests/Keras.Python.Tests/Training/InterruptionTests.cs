using Keras.Callbacks;
using NumSharp;

namespace Keras.Python.Tests.Training;

/// <summary>A call that is cancelled ends after the running step, and the model goes on from there.</summary>
public class InterruptionTests : TrainingTest
{
    [Fact]
    public void AFitEndsWithTheWeightsStateAndHistoryOfItsLastStep()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var model = Compiled();
            using var source = new CancellationTokenSource();
            var cancel = new LambdaCallback(onEpochBegin: (epoch, _) => { }, onTrainBatchEnd: (batch, _) =>
            {
                if (model.Optimizer.Iterations == 5)
                {
                    source.Cancel();
                }
            });
            Assert.Throws<OperationCanceledException>(() => model.Fit(X, Y, batchSize: 16, epochs: 9, verbose: 0, shuffle: false, callbacks: [cancel], cancellationToken: source.Token));
            double[] after = [.. model.History!.Epoch.Select(epoch => (double)epoch), .. model.History["loss"], .. State(model)];
            model.Fit(X, Y, verbose: 0, shuffle: false);
            return (double[])[.. after, .. State(model)];
        });
        AssertNear(engine, keras);
    }

    [Fact]
    public void AnEvaluationAndAPredictionEndAndLeaveTheModelAlone()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var model = Compiled();
            using var source = new CancellationTokenSource();
            var cancel = new LambdaCallback(onTestBatchEnd: (_, _) => source.Cancel(), onPredictBatchEnd: (_, _) => source.Cancel());
            Assert.Throws<OperationCanceledException>(() => model.Evaluate(X, Y, batchSize: 16, verbose: 0, callbacks: [cancel], cancellationToken: source.Token));
            using var again = new CancellationTokenSource();
            var cancelAgain = new LambdaCallback(onPredictBatchEnd: (_, _) => again.Cancel());
            Assert.Throws<OperationCanceledException>(() => model.Predict(X, batchSize: 16, verbose: 0, callbacks: [cancelAgain], cancellationToken: again.Token));
            model.SetWeights([.. model.GetWeights().Select(weight => weight * 0.5)]);
            var seen = new List<double>();
            model.Fit(X, Y, batchSize: 16, verbose: 0, shuffle: false, callbacks: [new LambdaCallback(onTrainBegin: _ => seen.AddRange(State(model)))]);
            return (double[])[.. seen, .. State(model)];
        });
        AssertNear(engine, keras);
    }

    [Fact]
    public void ACallThatWaitsForItsTurnObeysItsToken()
    {
        Backend.Use("jax");
        var model = Compiled();
        using var source = new CancellationTokenSource();
        using var waits = new ManualResetEventSlim();
        Exception? ended = null;
        var other = new Thread(() =>
        {
            waits.Set();
            ended = Record.Exception(() => Compiled().Predict(X, verbose: 0, cancellationToken: source.Token));
        });
        int epochs = 0;
        model.Fit(X, Y, epochs: 50, verbose: 0, callbacks: [new LambdaCallback(onEpochEnd: (epoch, _) =>
        {
            if (epoch == 0)
            {
                other.Start();
                waits.Wait();
                source.Cancel();
            }
            epochs++;
        })]);
        other.Join();
        Assert.IsAssignableFrom<OperationCanceledException>(ended);
        Assert.Equal(50, epochs);
    }

    /// <summary>A sequence that throws, in whichever batch, ends the call with its exception, and the model goes on from there.</summary>
    [Theory]
    [InlineData("fit", 1)]
    [InlineData("fit", 2)]
    [InlineData("fit", 4)]
    [InlineData("evaluate", 1)]
    [InlineData("evaluate", 2)]
    [InlineData("predict", 1)]
    [InlineData("predict", 3)]
    public void ASequenceThatThrowsLeavesAWholeModel(string call, int failing)
    {
        var (engine, keras) = OnBoth(() =>
        {
            var model = Compiled();
            model.Fit(X, Y, batchSize: 16, verbose: 0, shuffle: false);
            var batches = new Failing(X["0:16"], Y["0:16"], failing);
            var error = Assert.Throws<KeyNotFoundException>(() => _ = call switch
            {
                "fit" => (object)model.Fit(batches, epochs: 3, verbose: 0),
                "evaluate" => model.Evaluate(batches, verbose: 0),
                _ => model.Predict(batches, verbose: 0),
            });
            Assert.Same(batches.Error, error);
            double[] after = State(model);
            double[] predicted = Values(model.Predict(X, verbose: 0));
            model.Fit(X, Y, batchSize: 16, verbose: 0, shuffle: false);
            return (double[])[.. after, .. predicted, .. State(model)];
        });
        AssertNear(engine, keras);
    }

    /// <summary>Three batches; of all that are asked for, one is an exception.</summary>
    private sealed class Failing(NDArray x, NDArray y, int failing) : IReadOnlyCollection<(NDArray, NDArray)>
    {
        private int _asked;

        public int Count => 3;

        public KeyNotFoundException Error { get; } = new("of the sequence");

        public IEnumerator<(NDArray, NDArray)> GetEnumerator()
        {
            for (int i = 0; i < Count; i++)
            {
                yield return ++_asked == failing ? throw Error : (x, y);
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

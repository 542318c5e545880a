using Keras.Callbacks;

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
}

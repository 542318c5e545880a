using Keras.Callbacks;
using Keras.Training;
using NumSharp;

namespace Keras.Python.Tests.Training;

/// <summary>Callbacks of C# are called from Python's fit as from the engine's.</summary>
public class CallbackTests : TrainingTest
{
    [Fact]
    public void AreCalledInKerassOrder()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var recorder = new Recorder();
            var model = Compiled();
            model.Fit(X, Y, batchSize: 16, epochs: 2, verbose: 0, callbacks: [recorder], validationData: (X, Y));
            model.Evaluate(X, Y, verbose: 0, callbacks: [recorder]);
            model.Predict(X, verbose: 0, callbacks: [recorder]);
            return recorder.Calls;
        });
        Assert.Equal(engine, keras);
    }

    [Fact]
    public void ReadAndSetWeightsAndLearningRateAtAnyStep()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var seen = new List<double>();
            var model = Compiled();
            model.Fit(X, Y, batchSize: 16, epochs: 2, verbose: 0, shuffle: false, callbacks: [new LambdaCallback(onTrainBatchEnd: (batch, logs) =>
            {
                if (batch == 1)
                {
                    seen.AddRange(State(model));
                    model.SetWeights([.. model.GetWeights().Select(weight => weight * 0.9)]);
                    model.Optimizer.LearningRate *= 0.5;
                }
            })]);
            return (double[])[.. seen, .. State(model)];
        });
        AssertNear(engine, keras);
    }

    [Fact]
    public void StopTraining()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var model = Compiled(learningRate: 0.5);
            var stop = new LambdaCallback(onTrainBatchEnd: (batch, _) => model.StopTraining = batch == 1);
            model.Fit(X, Y, batchSize: 16, epochs: 3, verbose: 0, shuffle: false, callbacks: [stop]);
            int epochs = model.History!.Epoch.Count;
            var history = model.Fit(X, Y, epochs: 10, verbose: 0, shuffle: false, callbacks: [new EarlyStopping("loss", patience: 1, restoreBestWeights: true)]);
            return (double[])[epochs, history.Epoch.Count, .. history["loss"], .. State(model)];
        });
        Assert.Equal(1, keras[0]);
        AssertNear(engine, keras);
    }

    [Fact]
    public void PredictWithTheNewestWeightsHereAndOnOtherThreads()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var seen = new List<double>();
            var model = Compiled();
            model.Fit(X, Y, batchSize: 16, verbose: 0, shuffle: false, callbacks: [new LambdaCallback(onTrainBatchEnd: (batch, _) =>
            {
                seen.AddRange(Values(model.Predict(X, verbose: 0)));
                seen.AddRange(Values(Task.Run(() => model.Predict(X, verbose: 0)).Result));
            })]);
            return (double[])[.. seen, .. State(model)];
        });
        AssertNear(engine, keras);
    }

    [Fact]
    public void ThrowWhatComesOutOfFitAsItself()
    {
        Backend.Use("jax");
        var model = Compiled();
        var error = new KeyNotFoundException("of the callback");
        var thrown = Assert.Throws<KeyNotFoundException>(() => model.Fit(X, Y, batchSize: 16, verbose: 0, callbacks: [new LambdaCallback(onTrainBatchEnd: (batch, _) => throw error)]));
        Assert.Same(error, thrown);
        Assert.Equal(1, model.Optimizer.Iterations);
        Assert.True(double.IsFinite(model.Fit(X, Y, verbose: 0)["loss"][0]));
    }

    private sealed class Recorder : Callback
    {
        public List<string> Calls { get; } = [];

        public override void OnTrainBegin(Logs logs) => Calls.Add("train begin");

        public override void OnTrainEnd(Logs logs) => Calls.Add($"train end {string.Join(',', logs.Names)}");

        public override void OnEpochBegin(int epoch, Logs logs) => Calls.Add($"epoch {epoch} begin");

        public override void OnEpochEnd(int epoch, Logs logs) => Calls.Add($"epoch {epoch} end {string.Join(',', logs.Names)}");

        public override void OnTrainBatchBegin(int batch, Logs logs) => Calls.Add($"batch {batch} begin");

        public override void OnTrainBatchEnd(int batch, Logs logs) => Calls.Add($"batch {batch} end {string.Join(',', logs.Names.Order())}");

        public override void OnTestBegin(Logs logs) => Calls.Add("test begin");

        public override void OnTestEnd(Logs logs) => Calls.Add($"test end {string.Join(',', logs.Names.Order())}");

        public override void OnTestBatchEnd(int batch, Logs logs) => Calls.Add($"test {batch} end {string.Join(',', logs.Names.Order())}");

        public override void OnPredictBegin(Logs logs) => Calls.Add("predict begin");

        public override void OnPredictBatchEnd(int batch, Logs logs) => Calls.Add($"predict {batch} end");

        public override void OnPredictEnd(Logs logs) => Calls.Add("predict end");
    }
}

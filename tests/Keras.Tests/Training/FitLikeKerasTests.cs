using System.Text.Json;
using Keras.Callbacks;
using Keras.Optimizers;
using static Keras.Tests.Training.TrainingData;

namespace Keras.Tests.Training;

/// <summary>Calls of <c>fit</c> with the arguments that cut epochs and executions: history, calls of callbacks and weights of real Keras 3.15.1 (on JAX).</summary>
[Collection(nameof(Alone))]
public class FitLikeKerasTests
{
    private static readonly JsonElement Cases = EmbeddedData.Json("Training/Data/fits.json");
    private static readonly float[,] X = Numbers(20, 3), Y = Numbers(20, 2, seed: 2);

    private readonly List<string> _calls = [];

    private Callback Calls => new LambdaCallback(onTrainBatchBegin: (batch, _) => _calls.Add($"b{batch}"), onTrainBatchEnd: (batch, _) => _calls.Add($"e{batch}"));

    private static Model Compiled(int stepsPerExecution = 1)
    {
        var model = OneOutput();
        model.Compile(new SGD(0.1), "mse", metrics: ["mae"], stepsPerExecution: stepsPerExecution);
        return model;
    }

    [Fact]
    public void Steps_an_epoch_that_wrap_around()
    {
        var model = Compiled();
        ErrorsOf(() => model.Fit(X, Y, batchSize: 4, epochs: 4, stepsPerEpoch: 3, verbose: 0, callbacks: [Calls], shuffle: false));
        Check("wrap", model);
    }

    [Fact]
    public void Steps_an_epoch_without_batch_size()
    {
        var model = Compiled();
        model.Fit(X, Y, epochs: 2, stepsPerEpoch: 3, verbose: 0, callbacks: [Calls], shuffle: false);
        Check("nobatch", model);
    }

    [Fact]
    public void Several_steps_an_execution()
    {
        var model = Compiled(stepsPerExecution: 3);
        model.Fit(X, Y, batchSize: 4, epochs: 2, verbose: 0, callbacks: [Calls], shuffle: false);
        Check("exec", model);
    }

    [Fact]
    public void Several_steps_an_execution_and_steps_an_epoch()
    {
        var model = Compiled(stepsPerExecution: 2);
        ErrorsOf(() => model.Fit(X, Y, batchSize: 4, epochs: 2, stepsPerEpoch: 3, verbose: 0, callbacks: [Calls], shuffle: false));
        Check("execsteps", model);
    }

    [Fact]
    public void Steps_of_validation_with_sample_weights()
    {
        var weights = new float[20];
        for (int i = 0; i < 20; i++) weights[i] = i;
        var model = Compiled();
        model.Fit(X, Y, batchSize: 8, epochs: 2, validationData: (X, Y, weights), validationSteps: 2, verbose: 0, callbacks: [Calls], shuffle: false);
        Check("valsteps", model);
    }

    [Fact]
    public void Weights_of_classes_with_a_validation_split()
    {
        var y = new float[20, 2];
        for (int i = 0; i < 20; i++) y[i, i % 2] = 1;
        var model = Compiled();
        model.Fit(X, y, batchSize: 8, epochs: 2, validationSplit: 0.3, classWeight: new Dictionary<int, double> { [1] = 3 }, verbose: 0, callbacks: [Calls], shuffle: false);
        Check("classw", model);
    }

    [Fact]
    public void Shuffling()
    {
        Utils.SetRandomSeed(5);
        // On JAX a new model takes one permutation more.
        Core.GlobalSeed.Permutation(20);
        var model = Compiled();
        model.Fit(X, Y, batchSize: 4, epochs: 1, verbose: 0);
        model.Fit(X, Y, batchSize: 4, epochs: 2, verbose: 0);
        CheckWeights(Cases.GetProperty("shuffle"), model);
    }

    private void Check(string name, Model model)
    {
        var expected = Cases.GetProperty(name);
        var history = model.History!;
        Assert.Equal(expected.GetProperty("h").EnumerateObject().Select(entry => entry.Name), history.Keys);
        foreach (var entry in expected.GetProperty("h").EnumerateObject())
        {
            Assert.Equal(entry.Value.GetArrayLength(), history[entry.Name].Count);
            foreach (var (i, value) in entry.Value.EnumerateArray().Index())
            {
                Assert.Equal(value.GetDouble(), history[entry.Name][i], 1e-6);
            }
        }
        Assert.Equal(expected.GetProperty("epoch").EnumerateArray().Select(epoch => epoch.GetInt32()), history.Epoch);
        Assert.Equal(expected.GetProperty("calls").EnumerateArray().Select(call => $"{call[0].GetString()}{call[1].GetInt32()}"), _calls);
        CheckWeights(expected, model);
    }

    private static void CheckWeights(JsonElement expected, Model model)
    {
        double[] weights = [.. expected.GetProperty("w")[0].EnumerateArray().SelectMany(row => row.EnumerateArray()).Concat(expected.GetProperty("w")[1].EnumerateArray()).Select(weight => weight.GetDouble())];
        var actual = Weights(model);
        Assert.Equal(weights.Length, actual.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            Assert.Equal(weights[i], actual[i], 1e-6);
        }
    }
}

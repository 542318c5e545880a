using Keras.Callbacks;
using Keras.Training;
using NumSharp;

namespace Keras.Python.Tests.Training;

/// <summary>The same program gives the same numbers with the built-in engine and on real Keras.</summary>
public class SameNumbersTests : TrainingTest
{
    [Fact]
    public void OfAShuffledFitWithValidation()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var model = Compiled();
            var history = model.Fit(X, Y, batchSize: 8, epochs: 3, verbose: 0, validationSplit: 0.2);
            return (history, State: State(model));
        });
        Assert.Equal(engine.history.Keys, keras.history.Keys);
        foreach (string key in engine.history.Keys)
        {
            AssertNear(engine.history[key], keras.history[key]);
        }
        AssertNear(engine.State, keras.State);
    }

    [Fact]
    public void OfEverySingleCall()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var model = Compiled();
            var trained = model.TrainOnBatch(X["0:8"], Y["0:8"], out NDArray predictions);
            var tested = model.TestOnBatch(X, Y);
            var evaluated = model.Evaluate(X, Y, batchSize: 8, verbose: 0);
            var written = new float[X.shape[0] * 2];
            model.Predict(X.ToArray<float>(), written);
            return (double[])[.. trained.Select(entry => entry.Value), .. tested.Select(entry => entry.Value), .. evaluated.Select(entry => entry.Value),
                .. Values(predictions), .. Values(model.Predict(X, verbose: 0)), .. Values(model.PredictOnBatch(X)), .. written.Select(number => (double)number), .. State(model)];
        });
        AssertNear(engine, keras);
    }

    [Fact]
    public void OfASequenceOfBatches()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var model = Compiled();
            List<(NDArray, NDArray)> batches = [(X["0:8"], Y["0:8"]), (X["8:20"], Y["8:20"]), (X["20:44"], Y["20:44"])];
            var history = model.Fit(batches, epochs: 2, verbose: 0);
            model.Fit(batches.Where(_ => true), epochs: 2, stepsPerEpoch: 2, verbose: 0);
            model.Fit(batches, epochs: 3, stepsPerEpoch: 1, verbose: 0);
            return (double[])[.. history["loss"], .. model.History!["loss"], .. State(model), .. Values(model.Predict(batches, verbose: 0))];
        });
        AssertNear(engine, keras);
    }

    /// <summary>An epoch goes on where the last one stopped; where the pass ends it ends, and the next one begins anew.</summary>
    [Theory]
    [InlineData(2, 5)]
    [InlineData(3, 4)]
    [InlineData(4, 3)]
    [InlineData(7, 2)]
    public void OfEpochsThatAPassOfASequenceEndsIn(int stepsPerEpoch, int epochs)
    {
        var (engine, keras) = OnBoth(() =>
        {
            var passes = new Passes();
            var model = Compiled();
            var steps = new List<double>();
            var count = new LambdaCallback(onEpochEnd: (_, _) => steps.Add(model.Optimizer.Iterations));
            var history = model.Fit(passes, epochs: epochs, stepsPerEpoch: stepsPerEpoch, verbose: 0, callbacks: [count]);
            return (double[])[.. steps, .. history["loss"], .. State(model), .. passes.Begun];
        });
        AssertNear(engine, keras);
    }

    /// <summary>A sequence whose passes differ is gone through as often as by the engine: nothing of it is looked at for nothing.</summary>
    [Fact]
    public void OfASequenceWhosePassesDiffer()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var passes = new Passes();
            var model = Compiled();
            model.Fit(passes, epochs: 3, verbose: 0);
            return (double[])[.. model.History!["loss"], .. State(model), .. passes.Begun];
        });
        AssertNear(engine, keras);
    }

    /// <summary>Five batches whose order each pass rotates.</summary>
    private sealed class Passes : IReadOnlyCollection<(NDArray, NDArray)>
    {
        private int _passes;

        public int Count => 5;

        /// <summary>How many batches were given before each pass began.</summary>
        public List<double> Begun { get; } = [];

        private int Given { get; set; }

        public IEnumerator<(NDArray, NDArray)> GetEnumerator()
        {
            int pass = _passes++;
            Begun.Add(Given);
            for (int i = 0; i < Count; i++)
            {
                int first = (i + pass) % Count * 8;
                Given++;
                yield return (X[$"{first}:{first + 8}"], Y[$"{first}:{first + 8}"]);
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [Fact]
    public void WhenAModelGoesFromOneToTheOtherAndBackWhileItIsTrained()
    {
        Backend.Use("native");
        var model = Compiled();
        var expected = model.Fit(X, Y, batchSize: 8, epochs: 3, verbose: 0, shuffle: false)["loss"].ToArray();
        double[] state = State(model);

        model = Compiled();
        var losses = new List<double>();
        foreach (string backend in new[] { "native", "jax", "native" })
        {
            Backend.Use(backend);
            losses.Add(model.Fit(X, Y, batchSize: 8, verbose: 0, shuffle: false)["loss"][0]);
        }
        AssertNear(expected, losses);
        AssertNear(state, State(model));
    }

    [Fact]
    public void WhenWeightsAndLearningRateAreSetBetweenCalls()
    {
        var (engine, keras) = OnBoth(() =>
        {
            var model = Compiled();
            model.Fit(X, Y, verbose: 0, shuffle: false);
            model.SetWeights([.. model.GetWeights().Select(weight => weight * 0.5)]);
            model.Optimizer.LearningRate = 0.1;
            var predicted = Values(model.Predict(X, verbose: 0));
            model.Fit(X, Y, verbose: 0, shuffle: false);
            return (double[])[.. predicted, .. State(model)];
        });
        AssertNear(engine, keras);
    }

    /// <summary>What a GPU would otherwise shorten: seen there as losses that part in the fourth digit.</summary>
    [Fact]
    public void ForProductsOfFloat32AreAskedWhole()
    {
        Backend.Use("jax");
        Compiled().Predict(X, verbose: 0);
        using var jax = Py.Import("jax");
        using var config = jax.Get("config");
        using var precision = config.Get("jax_default_matmul_precision");
        Assert.Equal(Environment.GetEnvironmentVariable("JAX_DEFAULT_MATMUL_PRECISION") ?? "highest", precision.ToString());
    }

    [Theory]
    [InlineData("torch", "cpu:0", "cpu")]
    [InlineData("torch", "gpu:1", "gpu:1")]
    [InlineData("jax", "cpu:0", "cpu:0")]
    [InlineData("torch", null, "None")]
    public void KerasIsToldADeviceByTheNameUnderWhichItTrains(string backend, string? device, string expected)
    {
        string name = Py.Run(() =>
        {
            using var bridge = Keras.Python.Objects.Support.Load("bridge.py", "_tested_bridge");
            using var told = bridge.CallMember("device_name", backend, device);
            return told.ToString();
        });
        Assert.Equal(expected, name);
    }
}

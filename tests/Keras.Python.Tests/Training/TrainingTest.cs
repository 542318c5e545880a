using Keras.Optimizers;
using NumSharp;
using static Keras.Functional;

namespace Keras.Python.Tests.Training;

/// <summary>Tests with real Keras on JAX. The backend is the process's, so they run one after another, beside tests that use no backend, and leave the built-in engine behind.</summary>
[Collection(nameof(TrainingTest))]
public abstract class TrainingTest : IDisposable
{
    /// <summary>How far the backends may lie apart: what rounding makes of some dozen steps.</summary>
    protected const double Rounding = 2e-5;

    protected TrainingTest() => RealKeras.Start();

    /// <summary>Samples, in an odd number, so that the last batch is short.</summary>
    protected static NDArray X { get; } = Numbers(44, 3, 1);

    protected static NDArray Y { get; } = Numbers(44, 2, 2);

    public void Dispose()
    {
        Backend.Use("native");
        GC.SuppressFinalize(this);
    }

    /// <summary>A small model with the same weights each time, compiled with Adam.</summary>
    protected static Model Compiled(double learningRate = 0.01)
    {
        var x = Input(3);
        var model = new Model(x, Dense(2)(Dense(5, "relu")(x)));
        int next = 0;
        model.SetWeights([.. model.GetWeights().Select(weight => np.array([.. Enumerable.Range(0, (int)weight.size).Select(_ => (float)Number(next++, 3))]).reshape(weight.shape))]);
        model.Compile(optimizer: new Adam(learningRate), loss: "mse", metrics: ["mae"]);
        return model;
    }

    /// <summary>Does the same with the built-in engine and on real Keras, with the same seed.</summary>
    protected static (T Engine, T Keras) OnBoth<T>(Func<T> program)
    {
        Backend.Use("native");
        Utils.SetRandomSeed(5);
        var engine = program();
        Backend.Use("jax");
        Utils.SetRandomSeed(5);
        return (engine, program());
    }

    /// <summary>All weights, then what of the optimizer's state can be seen.</summary>
    protected static double[] State(Model model) => [.. model.GetWeights().SelectMany(Values), model.Optimizer.Iterations, model.Optimizer.LearningRate];

    internal static void AssertNear(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance = Rounding)
    {
        var (left, right) = (expected.ToArray(), actual.ToArray());
        Assert.Equal(left.Length, right.Length);
        for (int i = 0; i < left.Length; i++)
        {
            Assert.True(Math.Abs(left[i] - right[i]) <= tolerance * (1 + Math.Abs(left[i])), $"[{i}] is {right[i]}, expected {left[i]}");
        }
    }

    protected static double[] Values(NDArray array) => [.. array.astype(np.float64).ravel().ToArray<double>()];

    /// <summary>Numbers from -1 to 1 that look disordered.</summary>
    private static NDArray Numbers(int samples, int size, int seed) =>
        np.array([.. Enumerable.Range(0, samples * size).Select(i => (float)Number(i, seed))]).reshape(samples, size);

    private static double Number(int i, int seed) => ((i + 1) * 7919L + seed * 104729L) % 2001 / 1000.0 - 1;
}

using Keras.Core;
using Keras.Python;

namespace Keras.Parity.Tests.Cases;

/// <summary>Cases in which real Keras on JAX or PyTorch itself differs from real Keras on TensorFlow, whose numbers the cases hold. The built-in engine must meet these cases as any other.</summary>
internal static class KnownDifferences
{
    /// <summary>By backend and case: how far the predictions lie apart, and why.</summary>
    private static readonly Dictionary<(string Backend, string Case), (double Distance, string Reason)> s_numbers = new()
    {
        [("jax", "keras/layers_more/upsampling2d_bicubic_23")] = (7.91e-4, "Keras on JAX resizes with another cubic kernel than Keras on TensorFlow"),
        [("torch", "keras/layers_more/upsampling2d_bicubic_23")] = (0.10816, "Keras on PyTorch resizes with another cubic kernel than Keras on TensorFlow"),
        [("torch", "keras/layers_more/avgpool2d_s1_same")] = (0.34614, "Keras on PyTorch counts what it pads on one side alone into an average"),
    };

    /// <summary>By backend and case: what Keras says that it cannot do.</summary>
    private static readonly Dictionary<(string Backend, string Case), string> s_refusals = new()
    {
        [("torch", "keras/layers_more/upsampling2d_lanczos3_23")] = "lanczos3",
        [("torch", "keras/layers_more/upsampling2d_lanczos5_23")] = "lanczos5",
        [("torch", "keras/models/classifier")] = "selected index k out of range",
        [("torch", "keras/fit_more/metrics_dict")] = "selected index k out of range",
        [("torch", "keras/fit_more/steps_per_execution")] = "`steps_per_execution` must be 1 with the PyTorch backend",
    };

    /// <summary>
    /// On real Keras: skips the case, with the reason, where it is a known difference. Fails when its predictions do not differ by what is known, so that neither another fault hides
    /// behind it, nor a difference stays named that is there no more.
    /// </summary>
    public static void SkipOnRealKeras(GoldenCase golden, Model model)
    {
        if (!s_numbers.TryGetValue((Backend.Name, golden.Name), out var known))
        {
            return;
        }
        var outputs = model.PredictAll(GoldenModel.Data(golden.Arrays("x")), verbose: 0);
        double distance = outputs.Zip(golden.Arrays("p"), (actual, expected) => Distance.Largest(expected, NDArrays.Elements<float>(actual))).Max();
        Assert.InRange(distance, known.Distance - 1e-5, known.Distance + 1e-5);
        Assert.Skip($"{golden.Name}: {known.Reason}: its predictions lie {distance:E1} apart, as is known.");
    }

    /// <summary>Runs a case, or skips it when real Keras refuses it as is known.</summary>
    public static void Run(GoldenCase golden, Action check)
    {
        if (s_refusals.TryGetValue((Backend.Name, golden.Name), out string? refusal))
        {
            var error = Assert.Throws<PythonException>(check);
            Assert.Contains(refusal, error.Message);
            Assert.Skip($"{golden.Name}: Keras on {Backend.Name} cannot do it: {refusal}.");
        }
        check();
    }
}

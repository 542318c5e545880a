using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Initializers;

/// <summary>The kernel of a convolution that computes the short-time Fourier transform: the real or the imaginary parts.</summary>
/// <remarks>
/// A weight of shape (samples, 1, frequencies): <c>cos(-2π t k / n) · window[t] / scale</c> for sample t and frequency k, with n = 2 (frequencies - 1);
/// sin in place of cos for the imaginary parts. The scale is <c>√(Σ window²)</c> for "density", <c>Σ |window|</c> for "spectrum" and 1 for null or
/// without a window. Equal to Keras's NumPy backend to rounding.
/// Source: <see href="https://keras.io/api/layers/initializers/#stft-class"/>.
/// <example><code>
/// var real = new STFT("real", "hann", "density", periodic: true);
/// var imaginary = new STFT("imag", "hann", "density", periodic: true);
/// </code></example>
/// </remarks>
public sealed class STFT : Initializer
{
    private static readonly string[] Sides = ["real", "imag"];
    private static readonly string[] Scalings = ["density", "spectrum"];

    private readonly string _side;
    private readonly string? _window, _scaling;
    private readonly bool _periodic;

    /// <summary>The kernel of a short-time Fourier transform.</summary>
    /// <param name="side">"real" or "imag".</param>
    /// <param name="window">
    /// The name of a window of SciPy that needs no parameters: "barthann", "bartlett", "blackman", "blackmanharris", "bohman", "boxcar", "cosine",
    /// "exponential", "flattop", "hamming", "hann", "lanczos", "nuttall", "parzen", "taylor", "triang", "tukey" or another of SciPy's names of these;
    /// "_periodic" or "_symmetric" at its end outdoes <paramref name="periodic"/>. No window when null.
    /// </param>
    /// <param name="scaling">What the window is divided by: "density", its L2 norm, or "spectrum", its L1 norm; nothing when null.</param>
    /// <param name="periodic">Whether the window is one period of a signal without end; otherwise it is symmetric.</param>
    /// <exception cref="ArgumentException">An argument is none of these.</exception>
    public STFT(string side = "real", string? window = "hann", string? scaling = "density", bool periodic = false)
    {
        _side = Sides.Contains(side) ? side : throw new ArgumentException($"STFT: unknown side '{side}'.{NearestName.Suggest(side ?? "", Sides)}", nameof(side));
        _window = window is null || WindowFunctions.Contains(window) ? window : throw new ArgumentException($"STFT: unknown window '{window}'.{NearestName.Suggest(window, WindowFunctions.Names)} Pass one of these, or null for none.", nameof(window));
        _scaling = scaling is null || Scalings.Contains(scaling) ? scaling : throw new ArgumentException($"STFT: unknown scaling '{scaling}'.{NearestName.Suggest(scaling, Scalings)} Pass one of these, or null for none.", nameof(scaling));
        _periodic = periodic;
    }

    /// <summary>Rounds to the dtype at each step, as Keras does in float32: the phases of late samples are hundreds, where that is what is seen of the difference.</summary>
    internal override double[] Make(Dimensions shape, KerasDType dtype = default)
    {
        if (shape.Rank != 3 || shape[0] < 1 || shape[1] != 1 || shape[2] < 2)
        {
            throw new ArgumentException($"STFT: expected a weight of shape (samples, 1, frequencies) with one sample and two frequencies at least, received shape {shape}. Use another initializer, such as \"glorot_uniform\".");
        }
        int samples = shape[0], frequencies = shape[2];
        double[]? window = _window is null ? null : [.. WindowFunctions.Make(_window, samples, _periodic).Select(dtype.Round)];
        double scale = window is null ? 1 : Scale(window, dtype);
        var kernel = new double[shape.Product];
        for (int i = 0; i < kernel.Length; i++)
        {
            int sample = i / frequencies, frequency = i % frequencies;
            double phase = dtype.Round(dtype.Round(-2.0 * sample * dtype.Round((double)frequency / (2 * (frequencies - 1)))) * dtype.Round(Math.PI));
            double wave = dtype.Round(_side == "real" ? Math.Cos(phase) : Math.Sin(phase));
            kernel[i] = window is null ? wave : dtype.Round(dtype.Round(wave * window[sample]) / scale);
        }
        return kernel;
    }

    internal override JsonObject GetConfig() => new() { ["side"] = _side, ["window"] = _window, ["periodic"] = _periodic, ["scaling"] = _scaling };

    internal static STFT FromConfig(ConfigReader config) => new(config.String("side", "real"), config.Contains("window") ? config.OptionalString("window") : "hann",
        config.Contains("scaling") ? config.OptionalString("scaling") : "density", config.Bool("periodic", false));

    private double Scale(double[] window, KerasDType dtype)
    {
        double scale = _scaling switch
        {
            "density" => dtype.Round(Math.Sqrt(dtype.Round(window.Sum(value => dtype.Round(value * value))))),
            "spectrum" => dtype.Round(window.Sum(Math.Abs)),
            _ => 1,
        };
        return scale > 0 ? scale : throw new ArgumentException($"STFT: expected a window with a number other than 0 to scale by, received '{_window}', which is 0 at each of {window.Length} samples. Pass periodic: true or scaling: null.");
    }
}

// Any module of Python's from C#: NumPy, and scikit-learn where it is installed. KERAS_PYTHON names another interpreter than python3.
using Keras.Python;
using NumSharp;

try
{
    Console.WriteLine($"Python {Py.Installation.Version}: {Py.Installation.Executable}");
    return LeastSquares() | Regression();
}
catch (Exception error) when (error is PythonSetupException or PythonException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

// A line through noisy points, by NumPy
static int LeastSquares()
{
    if (Import("numpy") is not { } numpy)
    {
        return 1;
    }
    using (numpy)
    {
        // rng = numpy.random.default_rng(seed=7)
        using var rng = numpy.CallMember("random.default_rng", ("seed", 7));
        NDArray x = np.linspace(0, 1, 100);
        using var noise = rng.CallMember("normal", ("scale", 0.05), ("size", 100));
        NDArray y = x * 3.0 + 2.0 + noise.ToNDArray();

        // slope, intercept = numpy.polyfit(x, y, deg=1)
        using var line = numpy.CallMember("polyfit", x, y, ("deg", 1));
        NDArray coefficients = line.ToNDArray();
        Console.WriteLine($"y = {coefficients.GetDouble(0):0.00} x + {coefficients.GetDouble(1):0.00}");

        // A C# function that Python calls: numpy.apply_along_axis(spread, 1, points)
        using var spread = Py.Function(arguments =>
        {
            var row = arguments[0].ToNDArray();
            return (double)row.max() - (double)row.min();
        });
        using var spreads = numpy.CallMember("apply_along_axis", spread, 1, y.reshape(4, 25));
        Console.WriteLine($"spread of each quarter: {string.Join(", ", spreads.Select(item => $"{item.ToDouble():0.00}"))}");
        return 0;
    }
}

// The same by scikit-learn, and how well it does
static int Regression()
{
    if (Import("sklearn.linear_model") is not { } linear_model)
    {
        return 0;
    }
    using (linear_model)
    {
        NDArray x = np.arange(20).astype(np.float64).reshape(10, 2);
        NDArray y = x[":, 0"] * 2.0 - x[":, 1"] + 1.0;

        // model = Ridge(alpha=1e-6).fit(x, y)
        using var model = linear_model.CallMember("Ridge", ("alpha", 1e-6));
        model.CallMember("fit", x, y).Dispose();
        using var predicted = model.CallMember("predict", x);
        using var score = model.CallMember("score", x, y);
        Console.WriteLine($"scikit-learn: R2 {score.ToDouble():0.0000}, last prediction {predicted.ToNDArray().GetDouble(9):0.00}");
        return 0;
    }
}

// A module, or null, said so, when it is not installed
static PyObject? Import(string name)
{
    try
    {
        return Py.Import(name);
    }
    catch (PythonException error) when (error.Type == "ModuleNotFoundError")
    {
        Console.WriteLine($"{error.PythonMessage} in {Py.Installation.Executable}. Install it there, or name another Python in KERAS_PYTHON.");
        return null;
    }
}

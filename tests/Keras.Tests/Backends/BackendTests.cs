namespace Keras.Tests.Backends;

/// <summary>The choice of what trains, in a program that has not registered real Keras.</summary>
public class BackendTests
{
    [Fact]
    public void AMisspeltNameOffersTheNearest() =>
        Assert.StartsWith("Backend.Use: unknown backend 'jaxx'. Did you mean 'jax'? Known: jax, native, tensorflow, torch.", Assert.Throws<ArgumentException>(() => Backend.Use("jaxx")).Message);

    [Fact]
    public void RealKerasThatIsNotRegisteredNamesThePackageAndTheLine() =>
        Assert.Equal("The backend 'torch' is real Keras in Python, which this program has not registered. Reference the package AutoEncoders.Keras.Python and begin the program with Keras.Python.PythonBackend.Register().",
            Assert.Throws<InvalidOperationException>(() => Backend.Use("torch")).Message);

    [Fact]
    public void TheEngineHasNoDevice() =>
        Assert.StartsWith("Backend.Use: the built-in engine computes on the CPU, received device 'gpu'.", Assert.Throws<ArgumentException>(() => Backend.Use("native", device: "gpu")).Message);
}

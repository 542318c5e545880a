using static Keras.Functional;

namespace Keras.Python.Tests.Training;

/// <summary>What real Keras cannot do is said before it computes.</summary>
public class RefusalTests : TrainingTest
{
    [Fact]
    public void AFunctionOfCSharpIsNamedWhenTheModelIsCompiled()
    {
        Backend.Use("jax");
        var x = Input(3);
        var model = new Model(x, Dense(2, activation: new(value => value * 2.0))(x), "doubling");
        var error = Assert.Throws<InvalidOperationException>(() => model.Compile(loss: "mse"));
        Assert.Equal("Model 'doubling' cannot run on jax: a part of it has no counterpart in Python. An activation that is a C# function has no configuration in Keras's format. Use a named activation, or build the model again in code.", error.Message);
    }

    [Fact]
    public void ASecondBackendOfKerasIsRefused()
    {
        Backend.Use("jax");
        Compiled().Predict(X, verbose: 0);
        Backend.Use("torch");
        var error = Assert.Throws<InvalidOperationException>(() => Compiled().Predict(X, verbose: 0));
        Assert.Equal("Keras runs on jax in this process, and a process has one backend of Keras; asked for torch. Run another process for it.", error.Message);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cpu:7")]
    public void ADeviceThatIsNotThereIsNamedWithThoseThatAre(string device)
    {
        Backend.Use("jax");
        Compiled().Predict(X, verbose: 0);
        Assert.SkipWhen(device == "gpu" && Gpus() > 0, "there is a GPU");
        Backend.Use("jax", device);
        var error = Assert.Throws<PythonSetupException>(() => Compiled().Predict(X, verbose: 0));
        Assert.Contains($"the device {device} is not there (", error.Message);
        Assert.Contains("cpu:0", error.Message);
    }

    [Fact]
    public void APassThatEndsWithinAnEpochIsRefused()
    {
        Backend.Use("jax");
        List<(NumSharp.NDArray, NumSharp.NDArray)> batches = [(X, Y), (X, Y), (X, Y)];
        var error = Assert.Throws<InvalidOperationException>(() => Compiled().Fit(batches, epochs: 2, stepsPerEpoch: 2, verbose: 0));
        Assert.StartsWith("Fit: a pass of 3 batches ends within an epoch of 2 steps, where real Keras goes on with the next pass", error.Message);
    }

    private static int Gpus()
    {
        using var jax = Py.Import("jax");
        using var platform = jax.CallMember("default_backend");
        return platform.ToString() == "gpu" ? 1 : 0;
    }
}

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
    public void SeveralPassesThroughASequenceOfUnknownLengthAreRefused()
    {
        Backend.Use("jax");
        List<(NumSharp.NDArray, NumSharp.NDArray)> batches = [(X, Y), (X, Y)];
        var error = Assert.Throws<InvalidOperationException>(() => Compiled().Fit(batches.Where(_ => true), epochs: 2, verbose: 0));
        Assert.StartsWith("Fit: the sequence of batches does not say how many there are, and real Keras must know that", error.Message);
    }

    [Fact]
    public void ASequenceThatGivesFewerBatchesThanItSaysIsNamed()
    {
        Backend.Use("jax");
        var error = Assert.Throws<PythonException>(() => Compiled().Fit(new Short(X, Y), epochs: 2, verbose: 0));
        Assert.Contains("the sequence of batches says that it has 3, and gave 2", error.Message);
    }

    /// <summary>Says that it has three batches, and has two.</summary>
    private sealed class Short(NumSharp.NDArray x, NumSharp.NDArray y) : IReadOnlyCollection<(NumSharp.NDArray, NumSharp.NDArray)>
    {
        public int Count => 3;

        public IEnumerator<(NumSharp.NDArray, NumSharp.NDArray)> GetEnumerator()
        {
            yield return (x, y);
            yield return (x, y);
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static int Gpus()
    {
        using var jax = Py.Import("jax");
        using var platform = jax.CallMember("default_backend");
        return platform.ToString() == "gpu" ? 1 : 0;
    }
}

namespace Keras.Python.Tests.Training;

/// <summary>Keras's own distribution.</summary>
[Collection(nameof(TrainingTest))]
public class DistributionTests
{
    [Fact]
    public void TwoDevicesGiveTheNumbersOfOne()
    {
        Assert.SkipWhen(RealKeras.Python is null, RealKeras.Missing);
        var child = ChildProgram.Run(["data-parallel"], RealKeras.Python!.Executable, limit: 90).ExpectExitCode(0);
        Assert.Contains("cpu:0, cpu:1", child.Output);
        Assert.Contains("DataParallel", child.Output);
    }

    [Fact]
    public void OtherBackendsAreRefused()
    {
        Backend.Use("native");
        var error = Assert.Throws<InvalidOperationException>(() => Distribution.SetDataParallel());
        Assert.Equal("Keras distributes training on JAX alone, and the backend in use is native. Call Backend.Use(\"jax\") first.", error.Message);
    }
}

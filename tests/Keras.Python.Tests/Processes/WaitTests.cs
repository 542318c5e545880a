namespace Keras.Python.Tests.Processes;

/// <summary>C# that waits for Python, called by Python that waits for C#: nothing of it hangs.</summary>
public class WaitTests
{
    [Theory]
    [InlineData("task")]
    [InlineData("stranger")]
    [InlineData("worker")]
    [InlineData("workers")]
    [InlineData("async")]
    [InlineData("async-worker")]
    [InlineData("depth")]
    public void ACallbackMayWaitForAnotherThreadsCall(string how) =>
        Assert.Contains("result=4", ChildProgram.Run(["waits", how], Pythons.WithNumPy.Executable, limit: 30).ExpectExitCode(0).Output);

    [Fact]
    public void ACallThatWaitsForItsTurnObeysItsToken() => ChildProgram.Run(["waits", "turn"], Pythons.WithNumPy.Executable, limit: 30).ExpectExitCode(0);
}

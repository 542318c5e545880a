using Examples.Shared;

namespace Keras.Solution.Tests;

/// <summary>When an example fails although it ran to its end.</summary>
public class LossCheckTests
{
    [Theory]
    [InlineData(0.7, 0.2, null)]
    [InlineData(0.7, 0.2, 0.2)]
    [InlineData(0.7, 0.2299, 0.2)]
    public void ALossThatFellIsWell(double untrained, double last, double? reached) => LossCheck.Expect(untrained, [0.3, last], reached);

    [Theory]
    [InlineData(0.7, double.NaN, null, "The loss is not finite: NaN after 2 epoch(s).")]
    [InlineData(0.7, double.PositiveInfinity, 0.2, "The loss is not finite: Infinity after 2 epoch(s).")]
    [InlineData(0.7, 0.7, null, "The loss did not fall: 0.7000 before training, 0.7000 after 2 epoch(s).")]
    [InlineData(0.7, 0.2301, 0.2, "The loss after 2 epochs is 0.2301; expected 0.2300 or less, as the original reaches 0.2000. Another --seed may do better.")]
    public void ALossThatDidNotIsExplained(double untrained, double last, double? reached, string message) =>
        Assert.Equal(message, Assert.Throws<ExampleFailedException>(() => LossCheck.Expect(untrained, [0.3, last], reached)).Message);
}

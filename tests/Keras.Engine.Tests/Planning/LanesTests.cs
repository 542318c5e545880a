using Keras.Engine.Layout;

namespace Keras.Engine.Tests.Planning;

public class LanesTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    [InlineData(8, 8)]
    [InlineData(16, 16)]
    [InlineData(24, 8)]
    [InlineData(31, 16)]
    [InlineData(32, 16)]
    [InlineData(40, 8)]
    [InlineData(64, 16)]
    [InlineData(100, 8)]
    public void A_batch_takes_as_few_vectors_as_it_can(int batch, int lanes) => Assert.Equal(lanes, Lanes.Count(batch));
}

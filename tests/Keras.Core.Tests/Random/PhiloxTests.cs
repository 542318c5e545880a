using Keras.Core;

namespace Keras.Core.Tests.Random;

public class PhiloxTests
{
    /// <summary>The known answers of philox4x32-10 that come with Random123, the authors' own library.</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void BlocksAreTheKnownOnes(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint a, uint b, uint c, uint d) =>
        Assert.Equal((a, b, c, d), Philox.Block(c0, c1, c2, c3, k0, k1));

    [Fact]
    public void ElementsDoNotDependOnHowManyAreDrawn()
    {
        var all = new float[23];
        Philox.Fill<float>(7, 3, all);
        for (int length = 0; length < all.Length; length++)
        {
            var part = new float[length];
            Philox.Fill<float>(7, 3, part);
            Assert.Equal(all[..length], part);
        }
        Assert.All(all, value => Assert.InRange(value, 0, 1 - 1f / (1 << 24)));
    }

    [Fact]
    public void NumbersAreUniformAndUnlikeThoseOfOtherKeysAndCounters()
    {
        var first = new double[100_000];
        Philox.Fill<double>(1, 1, first);
        Assert.InRange(first.Average(), 0.495, 0.505);
        Assert.InRange(first.Select(value => value * value).Average(), 1 / 3.0 - 0.005, 1 / 3.0 + 0.005);
        foreach (var (key, counter) in new[] { (1u, 2u), (2u, 1u) })
        {
            var other = new double[first.Length];
            Philox.Fill<double>(key, counter, other);
            double covariance = first.Zip(other, (x, y) => (x - 0.5) * (y - 0.5)).Average();
            Assert.InRange(covariance, -0.002, 0.002);
        }
    }
}

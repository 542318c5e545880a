using Keras.Training;

namespace Keras.Tests.Training;

public class PythonFormatTests
{
    [Theory]
    [InlineData(0.40625, 4, "0.4062")]
    [InlineData(0.46875, 4, "0.4688")]
    [InlineData(0.03125, 4, "0.0312")]
    [InlineData(-1.03125, 4, "-1.0312")]
    [InlineData(0.99995, 4, "1.0000")]
    [InlineData(1.00005, 4, "1.0001")]
    [InlineData(123456.5, 4, "123456.5000")]
    [InlineData(0.0, 4, "0.0000")]
    [InlineData(0.5, 0, "0")]
    [InlineData(1.5, 0, "2")]
    [InlineData(2.5, 0, "2")]
    [InlineData(9.5, 0, "10")]
    [InlineData(1.125, 2, "1.12")]
    [InlineData(1e22, 4, "10000000000000000000000.0000")]
    [InlineData(double.NaN, 4, "nan")]
    [InlineData(double.PositiveInfinity, 4, "inf")]
    [InlineData(double.NegativeInfinity, 4, "-inf")]
    public void Fixed_rounds_halves_to_even(double value, int decimals, string expected)
        => Assert.Equal(expected, PythonFormat.Fixed(value, decimals));

    [Theory]
    [InlineData(0.0, "0.0000e+00")]
    [InlineData(-0.0, "-0.0000e+00")]
    [InlineData(-1.03125, "-1.0312e+00")]
    [InlineData(0.00009999949999, "9.9999e-05")]
    [InlineData(1.7976931348623157e308, "1.7977e+308")]
    [InlineData(5e-324, "4.9407e-324")]
    [InlineData(double.NaN, "nan")]
    public void Exponent_has_two_digits_at_least(double value, string expected)
        => Assert.Equal(expected, PythonFormat.Exponent(value, 4));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1234567, "1,234,567")]
    public void Grouped_has_commas(long value, string expected) => Assert.Equal(expected, PythonFormat.Grouped(value));
}

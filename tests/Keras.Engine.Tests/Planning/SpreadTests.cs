using Keras.Core;
using Keras.Engine.Fusion;

namespace Keras.Engine.Tests.Planning;

public unsafe class SpreadTests
{
    public static TheoryData<int[], int[]> Shapes => new()
    {
        { [], [3, 4] }, { [4], [3, 4] }, { [3, 1], [3, 4] }, { [3, 4], [3, 4] }, { [2, 1, 4, 1], [2, 3, 4, 5] }, { [3, 1, 5], [2, 3, 4, 5] }, { [2, 3, 1, 1], [2, 3, 4, 5] }, { [1, 1, 1], [2, 1, 3] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Any_part_of_what_is_spread_out_equals_the_broadcast(int[] from, int[] to)
    {
        var x = Op.Constant([.. Enumerable.Range(0, new Dimensions(from).Product).Select(i => (double)i)], new(from), "float64");
        double[] expected = Reference.ReferenceInterpreter.Evaluate([new Broadcast(new(to)).Apply(x)], new Dictionary<Value, double[]>())[0];
        var spread = Spread.Of(new(from), new(to));
        double[] source = ((Constant)x.Primitive).Numbers;
        fixed (double* at = source)
        {
            for (int start = 0; start < expected.Length; start++)
            {
                for (int length = 0; length <= expected.Length - start; length++)
                {
                    double[] result = [.. Enumerable.Repeat(-1.0, length + 1)];
                    fixed (double* destination = result)
                    {
                        spread.Fill(at, destination, start, length);
                    }
                    Assert.Equal([.. expected.AsSpan(start, length), -1], result);
                    Assert.True(length == 0 || start + spread.Period >= expected.Length || expected[start] == expected[start + (int)spread.Period]);
                }
            }
        }
    }
}

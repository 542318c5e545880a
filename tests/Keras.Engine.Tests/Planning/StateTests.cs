using Keras.Core;

namespace Keras.Engine.Tests.Planning;

public class StateTests
{
    private static State Make(string name, double[] numbers, string dtype = "float32")
    {
        var state = new State(name, [numbers.Length], dtype);
        state.SetDoubles(numbers);
        return state;
    }

    [Fact]
    public void States_swap_their_contents()
    {
        State a = Make("a", [1, 2]), b = Make("b", [3, 4]);
        Plan<float>.Compile(new([], [], [(a, Op.Read(b)), (b, Op.Read(a))])).Run();
        Assert.Equal([3.0, 4.0], a.ToDoubles());
        Assert.Equal([1.0, 2.0], b.ToDoubles());
    }

    [Fact]
    public void Everything_reads_the_content_from_before_the_run()
    {
        State weight = Make("weight", [1, 2, 3]), average = Make("average", [10, 20, 30]);
        var gradient = new Input("g", [3], default).Apply();
        var newAverage = Op.Read(average) * 0.5 + gradient;
        var newWeight = Op.Read(weight) - newAverage * Op.Read(average);
        var plan = Plan<float>.Compile(new([gradient], [Op.Read(weight), Op.Sum(Op.Read(average)), newWeight], [(average, newAverage), (weight, newWeight)]));
        new[] { 1f, 1, 1 }.CopyTo(plan.Input(0));
        plan.Run();
        Assert.Equal([1f, 2, 3], plan.Output(0));
        Assert.Equal([60f], plan.Output(1));
        Assert.Equal([-59f, -218, -477], plan.Output(2));
        Assert.Equal([6.0, 11, 16], average.ToDoubles());
        Assert.Equal([-59.0, -218, -477], weight.ToDoubles());
        plan.Run();
        Assert.Equal([-59f, -218, -477], plan.Output(0));
        Assert.Equal([4, 6.5, 9], average.ToDoubles());
    }

    [Fact]
    public void States_of_another_element_type_are_converted()
    {
        State wide = Make("wide", [1.5, 2.5], "float64"), count = Make("count", [3], "int32");
        Plan<float>.Compile(new([], [], [(wide, Op.Read(wide) * 2)])).Run();
        Plan<double>.Compile(new([], [], [(count, Op.Read(count) + Op.Constant(1, "int32"))])).Run();
        Assert.Equal([3.0, 5.0], wide.ToDoubles());
        Assert.Equal([4.0], count.ToDoubles());
    }

    [Theory]
    [InlineData("float32", 1e-29)]
    [InlineData("float64", 1e-289)]
    public void An_average_of_what_has_become_0_ends_at_0(string dtype, double start)
    {
        State average = Make("average", [start, 1], dtype), other = Make("other", [start, 1], dtype);
        var graph = new Graph([], [], [(average, Op.Read(average) * 0.5), (other, Op.Read(other) + Op.Read(other))]);
        if (dtype == "float32")
        {
            Run(Plan<float>.Compile(graph).Run);
        }
        else
        {
            Run(Plan<double>.Compile(graph).Run);
        }
        Assert.Equal([0, Math.Pow(0.5, 8)], average.ToDoubles());
        Assert.True(other.ToDoubles()[0] > 0);

        static void Run(Action<bool> step)
        {
            for (int i = 0; i < 8; i++)
            {
                step(false);
            }
        }
    }

    [Fact]
    public void Inputs_constants_and_shared_values_may_be_results()
    {
        var x = new Input("x", [2], default).Apply();
        var y = x + 1;
        State state = Make("state", [0, 0]), other = Make("other", [0, 0]);
        var plan = Plan<float>.Compile(new([x], [x, y, y, Op.Reshape(y, [2, 1]), Op.Constant([7, 8], [2])], [(state, y), (other, x)]));
        new[] { 5f, 6 }.CopyTo(plan.Input(0));
        plan.Run();
        Assert.Equal([5f, 6], plan.Output(0));
        Assert.Equal([6f, 7], plan.Output(1));
        Assert.Equal([6f, 7], plan.Output(2));
        Assert.Equal([6f, 7], plan.Output(3));
        Assert.Equal([7f, 8], plan.Output(4));
        Assert.Equal([6.0, 7], state.ToDoubles());
        Assert.Equal([5.0, 6], other.ToDoubles());
    }

    [Fact]
    public void Running_averages_do_not_sink_into_subnormal_numbers()
    {
        State average = Make("average", [1, -1]), moment = Make("moment", [1, 1]), product = Make("product", [1, 1]);
        var target = new Input("x", [2], default).Apply();
        var plan = Plan<float>.Compile(new([target], [], [
            (average, Op.Read(average) + (target - Op.Read(average)) * 0.1), (moment, 0.5 * Op.Read(moment) + target), (product, Op.Read(product) * Op.Exp(target - 1))]));
        for (int i = 0; i < 900; i++)
        {
            plan.Run();
            Assert.All([.. average.ToDoubles(), .. moment.ToDoubles()], number => Assert.True(number == 0 || Math.Abs(number) > 9e-31));
        }
        Assert.Equal([0.0, 0, 0, 0], average.ToDoubles().Concat(moment.ToDoubles()));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(7, false)]
    [InlineData(1029, false)]
    [InlineData(70001, false)]
    [InlineData(7, true)]
    [InlineData(70001, true)]
    [InlineData(7, false, true)]
    [InlineData(70001, false, true)]
    [InlineData(70001, true, true)]
    public void Adam_rounds_as_its_parts_do(int length, bool isReadElsewhere, bool decays = false)
    {
        var random = new Random(length);
        float[] Draw() => [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble())];
        float[] w = Draw(), m = Draw(), v = Draw(), g = Draw();
        State[] states = [.. new[] { w, m, v }.Select((numbers, i) => Make($"{i}", [.. numbers.Select(number => (double)number)]))];
        Value gradient = new Input("g", [length], default).Apply(), rate = new Input("r", [], default).Apply();
        var descent = decays ? Op.Read(states[0]) * 0.25 + gradient : gradient;
        var newM = Op.Read(states[1]) + (descent - Op.Read(states[1])) * 0.1;
        var newV = Op.Read(states[2]) + (descent * descent - Op.Read(states[2])) * 0.001;
        var newW = Op.Read(states[0]) - newM * rate / (Op.Sqrt(newV) + 1e-7);
        Value[] outputs = isReadElsewhere ? [newW + Op.Read(states[1]), newM - Op.Read(states[2]), Op.Read(states[0]) * 2] : [];
        var plan = Plan<float>.Compile(new([gradient, rate], outputs, [(states[1], newM), (states[2], newV), (states[0], newW)]));
        float[] oldM = [.. m], oldV = [.. v], oldW = [.. w];
        g.CopyTo(plan.Input(0));
        plan.Input(1)[0] = 0.01f;
        plan.Run();
        for (int i = 0; i < length; i++)
        {
            float d = decays ? (w[i] * 0.25f) + g[i] : g[i];
            m[i] += (d - m[i]) * 0.1f;
            v[i] += (d * d - v[i]) * 0.001f;
            w[i] -= m[i] * 0.01f / (MathF.Sqrt(v[i]) + 1e-7f);
        }
        Assert.Equal(w, states[0].Elements<float>().ToArray());
        Assert.Equal(m, states[1].Elements<float>().ToArray());
        Assert.Equal(v, states[2].Elements<float>().ToArray());
        if (isReadElsewhere)
        {
            Assert.Equal(w.Zip(oldM, (x, y) => x + y), plan.Output(0).ToArray());
            Assert.Equal(m.Zip(oldV, (x, y) => x - y), plan.Output(1).ToArray());
            Assert.Equal(oldW.Select(x => x * 2), plan.Output(2).ToArray());
        }
    }

    [Fact]
    public void The_last_of_several_new_contents_counts()
    {
        var state = Make("state", [1, 2]);
        Plan<float>.Compile(new([], [], [(state, Op.Read(state) + 1), (state, Op.Read(state) * 10)])).Run();
        Assert.Equal([10.0, 20], state.ToDoubles());
    }

    /// <summary>Whoever has newer contents of a state is asked for them before each run, whether the plan reads the state, converts it or overwrites it alone.</summary>
    [Fact]
    public void ARunBeginsWithTheNewestContents()
    {
        var (read, wide, written) = (new State("read", [2]), new State("wide", [2], "float64"), new State("written", [2]));
        var asked = new List<string>();
        foreach (var state in new[] { read, wide, written })
        {
            state.Guard = () =>
            {
                state.Guard = null;
                asked.Add(state.Name);
                state.SetDoubles([3, 4]);
            };
        }
        var plan = Plan<float>.Compile(new([], [Op.Read(read) * 2, Op.Read(wide) * 3], [(written, Op.Constant([5, 6], [2]))]));
        Assert.Empty(asked);
        plan.Run();
        Assert.Equal(["read", "wide", "written"], asked.Order());
        Assert.Equal([6, 8], plan.Output(0).ToArray());
        Assert.Equal([9, 12], plan.Output(1).ToArray());
        Assert.Equal([5, 6], written.ToDoubles());
        plan.Run();
        Assert.Equal(3, asked.Count);
    }
}

using Keras.Core;

namespace Keras.Engine.Planning;

/// <summary>
/// The order of the operations: bundles of operations that do not need each other, one bundle after the other. An operation that soon ends in a
/// result runs as early as it can, so that a weight's gradient is used up while it is warm and gives its memory back. Little updates of states wait for the next
/// operation that is not little: where they come up each would run alone, while all other threads wait.
/// </summary>
internal sealed class Schedule<T> where T : unmanaged
{
    // Longest way to the end of operations that run as soon as they can.
    private const int SoonDone = 10;

    // How many bundles back an operation may be moved to share one.
    private const int LookBack = 6;

    // Elements that a little operation reads and writes at most.
    private const int Little = 1 << 16;

    private Schedule(List<List<Operation<T>>> bundles, HashSet<Value> inPlace)
    {
        Bundles = bundles;
        InPlace = inPlace;
    }

    public IReadOnlyList<IReadOnlyList<Operation<T>>> Bundles { get; }

    /// <summary>New contents of states that are written into the state at once, because nothing reads the old content any more.</summary>
    public IReadOnlySet<Value> InPlace { get; }

    public static Schedule<T> Of(IReadOnlyList<Operation<T>> operations, Graph graph)
    {
        var needs = new Needs<T>(operations);
        var inPlace = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        foreach (var (target, value) in graph.Updates)
        {
            if (needs.TryOverwrite(target, Aliases.Root(value)))
            {
                inPlace.Add(Aliases.Root(value));
            }
        }
        var order = Order(operations, needs, graph);
        return new(Bundle(order, operations, needs, inPlace), inPlace);
    }

    private static List<int> Order(IReadOnlyList<Operation<T>> operations, Needs<T> needs, Graph graph)
    {
        var order = new List<int>();
        var done = new bool[operations.Count];
        var waitsFor = new int[operations.Count];
        var followers = new List<int>[operations.Count];
        for (int i = 0; i < operations.Count; i++)
        {
            followers[i] = [];
        }
        for (int i = 0; i < operations.Count; i++)
        {
            waitsFor[i] = needs.Direct(i).Count;
            foreach (int need in needs.Direct(i))
            {
                followers[need].Add(i);
            }
        }
        var height = Heights(followers);
        foreach (var waiting in followers)
        {
            waiting.Sort((x, y) => (height[x], x).CompareTo((height[y], y)));
        }

        void Emit(int operation)
        {
            done[operation] = true;
            order.Add(operation);
            foreach (int follower in followers[operation])
            {
                waitsFor[follower]--;
            }
            foreach (int follower in followers[operation])
            {
                if (waitsFor[follower] == 0 && !done[follower] && height[follower] <= SoonDone)
                {
                    Emit(follower);
                }
            }
        }

        foreach (int operation in Enumerable.Range(0, operations.Count))
        {
            if (!done[operation] && IsForAll(operation))
            {
                Emit(operation);
            }
        }

        // Needs nothing computed, and makes numbers rather than arrays: an optimizer's rate, that all its updates wait for.
        bool IsForAll(int operation) => waitsFor[operation] == 0 && operations[operation].Results.All(result => result.Shape.Product == 1);

        var pending = new Stack<(int Operation, int Next)>();
        foreach (int result in graph.Results.Select(result => needs.Producer(Aliases.Root(result))))
        {
            pending.Push((result, 0));
            while (pending.TryPop(out var top))
            {
                var direct = needs.Direct(top.Operation);
                if (done[top.Operation])
                {
                    continue;
                }
                if (top.Next == direct.Count)
                {
                    Emit(top.Operation);
                    continue;
                }
                pending.Push((top.Operation, top.Next + 1));
                pending.Push((direct[top.Next], 0));
            }
        }
        return order;
    }

    /// <summary>The longest way from each operation to one that nothing waits for.</summary>
    private static int[] Heights(List<int>[] followers)
    {
        var height = new int[followers.Length];
        var pending = new Stack<int>(Enumerable.Range(0, followers.Length));
        while (pending.TryPeek(out int operation))
        {
            var open = followers[operation].FindIndex(follower => height[follower] == 0);
            if (open >= 0)
            {
                pending.Push(followers[operation][open]);
                continue;
            }
            pending.Pop();
            height[operation] = 1 + (followers[operation].Count == 0 ? 0 : followers[operation].Max(follower => height[follower]));
        }
        return height;
    }

    private static List<List<Operation<T>>> Bundle(List<int> order, IReadOnlyList<Operation<T>> operations, Needs<T> needs, HashSet<Value> inPlace)
    {
        var bundles = new List<List<Operation<T>>>();
        var bundleOf = new int[operations.Count];
        var needed = order.SelectMany(needs.Direct).ToHashSet();
        bool IsLittle(Operation<T> operation) => operation.Operands.Concat(operation.Results).Sum(value => (long)value.Shape.Product) <= Little;
        bool MayWait(int operation) => !needed.Contains(operation) && operations[operation].Results.All(inPlace.Contains) && IsLittle(operations[operation]);
        foreach (int operation in order.OrderBy(MayWait))
        {
            int earliest = needs.Direct(operation).Select(need => bundleOf[need] + 1).DefaultIfEmpty(0).Max();
            int next = MayWait(operation) ? bundles.FindIndex(Math.Min(earliest, bundles.Count), others => !others.TrueForAll(IsLittle)) : -1;
            int bundle = next >= 0 ? next : Math.Clamp(bundles.Count - LookBack, earliest, Math.Max(earliest, bundles.Count));
            if (bundle == bundles.Count)
            {
                bundles.Add([]);
            }
            bundles[bundle].Add(operations[operation]);
            bundleOf[operation] = bundle;
        }
        return bundles;
    }
}

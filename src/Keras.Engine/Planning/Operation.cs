using Keras.Core;
using Keras.Engine.Execution;

namespace Keras.Engine.Planning;

/// <summary>
/// What becomes one step of the plan: the values that it reads from memory and those that it writes there. Once every value has
/// an address, <see cref="Bind"/> makes the step.
/// </summary>
internal sealed class Operation<T>(string name, IEnumerable<Value> operands, IReadOnlyList<Value> results, Func<Placement<T>, Step> bind) where T : unmanaged
{
    public string Name { get; } = name;

    /// <summary>The memory read, each once.</summary>
    public IReadOnlyList<Value> Operands { get; } = [.. operands.Select(Aliases.Root).Distinct(ReferenceEqualityComparer.Instance).Cast<Value>()];

    public IReadOnlyList<Value> Results { get; } = results;

    /// <summary>Operands of which an element is read only before the results' elements at its place are written, so that a result may take their memory.</summary>
    public IReadOnlySet<Value> ReadInPlace { get; init; } = new HashSet<Value>();

    public Func<Placement<T>, Step> Bind { get; } = bind;
}

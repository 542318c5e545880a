using System.Reflection;

namespace Keras.Engine.Tests.Kernels;

/// <summary>
/// A long loop is compiled as a method of its own. Where its caller is compiled again with a profile, the loop would otherwise be inlined there, and what it calls for each vector would not
/// be: Adam's step once took five times as long in programs with the runtime's default settings.
/// </summary>
public class InliningTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Theory, InlineData("Keras.Core"), InlineData("Keras.Engine")]
    public void What_is_compiled_once_for_all_is_not_inlined(string assembly)
    {
        var compiledOnce = Assembly.Load(assembly).GetTypes().SelectMany(type => type.GetMethods(All))
            .Where(method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization)).ToList();
        Assert.NotEmpty(compiledOnce);
        Assert.Empty(compiledOnce.Where(method => !method.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoInlining)).Select(method => $"{method.DeclaringType}.{method.Name}"));
    }
}

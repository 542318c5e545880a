using System.CommandLine;

namespace Keras.Cli;

/// <summary>Where environments are kept: an option of every verb.</summary>
internal static class HomeOption
{
    public static Option<string?> Make() => new("--home") { Description = "Where environments are kept; python in ~/.keras, or in KERAS_HOME, by default", HelpName = "DIR" };
}

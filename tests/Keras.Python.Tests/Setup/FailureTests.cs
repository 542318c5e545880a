using Keras.Python.Setup;

namespace Keras.Python.Tests;

/// <summary>What pip and venv write, as they were seen to, becomes one sentence.</summary>
public sealed class FailureTests
{
    [Theory]
    [InlineData("OSError: [Errno 28] No space left on device: '/disk/x'", "Setting up: the disk is full. Make room, or name another folder by --home or by the environment variable KERAS_HOME.")]
    [InlineData("Error: [Errno 13] Permission denied: '/usr/jax'", "Setting up: permission denied (Error: [Errno 13] Permission denied: '/usr/jax'). Let the folder be written to, or name another one by --home or by the environment variable KERAS_HOME.")]
    [InlineData("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "Setting up: a package is not the one that was locked: its SHA-256 differs. Look at where packages come from (index, proxy, folder of wheels), and try again.")]
    [InlineData("ERROR: jaxlib-0.10.2-cp311-cp311-win_amd64.whl is not a supported wheel on this platform.", "Setting up: jaxlib-0.10.2-cp311-cp311-win_amd64.whl is not a supported wheel on this platform. Take wheels for this system and this Python.")]
    [InlineData("WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError': /simple/keras/", "Setting up: no connection to the Python package index. Check the network, set HTTPS_PROXY or PIP_INDEX_URL, or install from a folder of wheels by --wheels DIR.")]
    [InlineData("ERROR: No matching distribution found for jax==0.10.2", "Setting up: there is no build of jax==0.10.2 for this system and this Python where packages come from. Name another Python by --python, or another folder by --wheels.")]
    public void BecomesOneSentence(string line, string expected) => Assert.Equal(expected, Failure.Explain("Setting up", ["Collecting keras==3.15.1", line, "a last line"]));

    [Fact]
    public void WhatIsUnknownIsLeftToTheCaller() => Assert.Null(Failure.Explain("Setting up", ["something else"]));
}

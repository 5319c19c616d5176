using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>What the compiler looks for behind <c>init</c>; netstandard2.0 has none.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit { }

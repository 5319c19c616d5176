using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata;

/// <summary>The code of a function. Its arguments have passed its signature.</summary>
/// <remarks>Errors: a <see cref="JsonataException"/> is the expression's error; anything else is a fault of the host.</remarks>
public delegate JsonValue JsonataImplementation(in JsonataCall call);

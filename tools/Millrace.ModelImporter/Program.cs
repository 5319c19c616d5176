using Millrace.ModelImporter;

// Usage: dotnet run --project tools/Millrace.ModelImporter -- SERVICE... [--botocore FOLDER] [--output FOLDER]
return ImportCommand.Run(args, Console.Out, Console.Error);

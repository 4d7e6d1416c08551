//===- GraphCommand.cpp - ouro graph --------------------------------------===//
#include "checks/Reasoning/RingPicture.h"
#include "checks/Vocabulary/Wording.h"
#include "tools/Driver/Commands.h"
#include "tools/Driver/ExitCode.h"
#include "tools/Driver/MapReply.h"
#include "tools/Driver/Message.h"
#include "tools/Driver/OutputFile.h"
#include "tools/Driver/UnitRun.h"
#include "tools/Render/Graph.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace ouro::driver {

/// Above this a drawing of ours cannot be read; Graphviz has other means.
static constexpr size_t MostNodesDrawn = 60;
/// How many names an error lists.
static constexpr size_t MostListed = 8;
static constexpr size_t LeastFingerprintDigits = 8;

namespace {

/// What all TUs say together.
struct Program {
  OwnershipMap Map;
  std::vector<Finding> Findings;
  bool IsWhole = true; ///< every TU was analysed without errors
};

/// A picture, and how many nodes did not fit.
struct Drawn {
  render::GraphPicture Picture;
  size_t LeftOut = 0;
};

/// What the command line asks for, checked.
struct Request {
  std::string Type; ///< empty: Finding is asked for
  GraphFormat Format = GraphFormat::Dot;
  reasoning::Extent Shown;
};

} // namespace

static GraphFormat formatOf(const GraphOptions &Options) {
  if (Options.Format)
    return *Options.Format;
  llvm::StringRef Extension = llvm::sys::path::extension(Options.Output);
  if (Extension == ".svg")
    return GraphFormat::Svg;
  if (Extension == ".html" || Extension == ".htm")
    return GraphFormat::Html;
  return GraphFormat::Dot;
}

/// Takes the type off the paths.
static llvm::Expected<Request> readRequest(CommandLine &Command) {
  const GraphOptions &Options = Command.Graph;
  std::vector<std::string> &Paths = Command.Check.Input.Paths;
  Request Asked;
  Asked.Format = formatOf(Options);
  Asked.Shown.Raw = Options.All;
  if (Asked.Format != GraphFormat::Dot)
    Asked.Shown.MostNodes = MostNodesDrawn;
  if (!Options.Finding.empty()) {
    Asked.Shown.Hops = Options.Depth.value_or(1);
    llvm::StringRef Digits = Options.Finding;
    if (!llvm::all_of(Digits, llvm::isHexDigit) || Digits.size() > 16 ||
        Digits.size() < LeastFingerprintDigits)
      return makeError("--finding is '" + Digits +
                       "', expected 8 to 16 hexadecimal digits, as "
                       "'fingerprint' in the report of 'ouro check --json'");
    return Asked;
  }
  Asked.Shown.Hops = Options.Depth.value_or(2);
  if (Paths.empty())
    return makeError("no type given; name one after the files, as in 'ouro "
                     "graph src Session', or a finding with --finding");
  Asked.Type = std::move(Paths.back());
  Paths.pop_back();
  if (Paths.empty() && llvm::sys::fs::exists(Asked.Type))
    return makeError("no type given: '" + Asked.Type +
                     "' is a file; name the type after it");
  return Asked;
}

static llvm::Expected<Program> readProgram(const CommandLine &Command,
                                           int &Signal) {
  llvm::Expected<std::vector<WorkOrder>> Orders = planUnits(Command, Task::Map);
  if (!Orders)
    return Orders.takeError();
  Program Whole;
  std::vector<OwnershipMap> Maps;
  llvm::Expected<int> End =
      runUnits(Command, *Orders, [&](size_t, UnitResult Result) {
        llvm::append_range(Whole.Findings, Result.Part.Findings);
        for (const render::Unit &Unit : Result.Part.Units)
          Whole.IsWhole &= Unit.Outcome == render::UnitOutcome::Analysed;
        for (const render::Notification &N : Result.Part.Notifications)
          printError(N.Message);
        if (Result.Facts.empty())
          return;
        llvm::Expected<OwnershipMap> Map = decodeMap(Result.Facts);
        if (Map) {
          Maps.push_back(std::move(*Map));
          return;
        }
        Whole.IsWhole = false;
        printError(llvm::toString(Map.takeError()));
      });
  if (!End)
    return End.takeError();
  Signal = *End;
  Whole.Map = merge(std::move(Maps));
  sortFindings(Whole.Findings);
  return Whole;
}

/// "'a', 'b' and 3 more", each name with its place.
static std::string listed(const OwnershipMap &Map,
                          llvm::ArrayRef<unsigned> Nodes) {
  std::string Text;
  for (auto [I, Node] : llvm::enumerate(Nodes.take_front(MostListed))) {
    const MapNode &N = Map.Nodes[Node];
    Text += (I ? ", '" : "'") + N.Name + "'";
    if (N.Where.isValid())
      Text += " (" + toString(N.Where.Begin) + ")";
  }
  if (Nodes.size() > MostListed)
    Text += " and " + llvm::utostr(Nodes.size() - MostListed) + " more";
  return Text;
}

/// The class that \p Type names.
static llvm::Expected<unsigned> findClass(const OwnershipMap &Map,
                                          llvm::StringRef Type) {
  std::vector<unsigned> Named = reasoning::classesNamed(Map, Type);
  if (Named.size() == 1)
    return Named.front();
  if (Named.empty()) {
    // People mistype what they would write: the last part as well as the whole.
    std::vector<llvm::StringRef> Near;
    for (const MapNode &N : Map.Nodes)
      if (N.Kind == MapNodeKind::Class) {
        llvm::StringRef Name = N.Name;
        Near.push_back(Name);
        Near.push_back(Name.substr(Name.rfind("::") + 1).ltrim(':'));
      }
    return makeError("no class '" + Type + "' among the " +
                     llvm::Twine(llvm::count_if(Map.Nodes,
                                                [](const MapNode &N) {
                                                  return N.Kind ==
                                                         MapNodeKind::Class;
                                                })) +
                     " classes that hold or are held" + didYouMean(Type, Near));
  }
  bool Twins = llvm::all_of(Named, [&](unsigned I) {
    return Map.Nodes[I].Name == Map.Nodes[Named.front()].Name;
  });
  return makeError("'" + Type + "' names " + llvm::Twine(Named.size()) +
                   " classes: " + listed(Map, Named) +
                   (Twins ? "; name the file of the one you mean before it"
                          : "; give more of its name"));
}

/// The finding whose fingerprint begins with \p Digits. One that several places
/// share is the surest of them.
static llvm::Expected<const Finding *>
findFinding(llvm::ArrayRef<Finding> Findings, llvm::StringRef Digits) {
  const Finding *Found = nullptr;
  std::vector<std::string> Others;
  std::string Wanted = Digits.lower();
  for (const Finding &F : Findings) {
    std::string Print = toString(F.Identity);
    if (!llvm::StringRef(Print).starts_with(Wanted)) {
      Others.push_back(Print);
      continue;
    }
    if (Found && Found->Identity != F.Identity)
      return makeError("--finding '" + Digits + "' begins two fingerprints, " +
                       toString(Found->Identity) + " and " + Print +
                       "; give more digits");
    if (!Found || Found->Sureness < F.Sureness)
      Found = &F;
  }
  if (Found)
    return Found;
  size_t Count = Others.size();
  Others.resize(std::min(Count, MostListed));
  return makeError("no finding '" + Digits + "' among " + llvm::Twine(Count) +
                   " about objects that hold each other" +
                   (Others.empty() ? "" : ": " + llvm::join(Others, ", ")) +
                   (Count > MostListed ? ", ..." : "") +
                   "; others have no picture; 'ouro check --json -' shows all");
}

static llvm::Expected<Drawn> drawFinding(const Program &Whole,
                                         const GraphOptions &Options,
                                         const Request &Asked) {
  llvm::Expected<const Finding *> F =
      findFinding(Whole.Findings, Options.Finding);
  if (!F)
    return F.takeError();
  std::optional<reasoning::Neighbourhood> Part =
      reasoning::ringOf(**F, Whole.Map, Asked.Shown);
  if (!Part)
    return makeError("finding '" + toString((*F)->Identity) + "' of " +
                     ruleOf((*F)->Rule).Name +
                     " is not about objects that hold each other: there is "
                     "nothing to draw");
  Drawn Result;
  Result.Picture.Map = std::move(Part->Map);
  Result.Picture.Title = terse(**F);
  Result.Picture.About = **F;
  Result.LeftOut = Part->LeftOut;
  return Result;
}

static llvm::Expected<Drawn> drawType(Program &Whole, const Request &Asked,
                                      bool WithPossible) {
  llvm::Expected<unsigned> Class = findClass(Whole.Map, Asked.Type);
  if (!Class)
    return Class.takeError();
  for (const Finding &F : Whole.Findings)
    if (!F.Silenced && (WithPossible || F.Sureness >= Confidence::Likely))
      reasoning::markRing(Whole.Map, F);
  reasoning::Neighbourhood Part =
      reasoning::neighbourhood(Whole.Map, {*Class}, Asked.Shown);
  Drawn Result;
  Result.Picture.Title =
      "who holds whom around '" + Whole.Map.Nodes[*Class].Name + "'";
  Result.Picture.Map = std::move(Part.Map);
  Result.LeftOut = Part.LeftOut;
  return Result;
}

/// Says what is not shown, here and in the picture.
static void explainCut(Drawn &Result, const Request &Asked) {
  if (Result.LeftOut == 0)
    return;
  std::string Text = "The nearest " +
                     llvm::utostr(Result.Picture.Map.Nodes.size()) +
                     " nodes are shown; " + llvm::utostr(Result.LeftOut) +
                     " more within " + llvm::utostr(Asked.Shown.Hops) +
                     " hops are left out. A lower --depth asks for fewer, "
                     "--format dot writes all.";
  printWarning(Text);
  Result.Picture.Notes = {Text};
}

static void render(const render::GraphPicture &Picture, GraphFormat Format,
                   llvm::raw_ostream &OS) {
  switch (Format) {
  case GraphFormat::Dot:
    return render::writeDot(Picture, OS);
  case GraphFormat::Svg:
    return render::writeSvg(Picture, OS);
  case GraphFormat::Html:
    return render::writeHtml(Picture, OS);
  }
}

int runGraph(CommandLine Command) {
  llvm::Expected<Request> Asked = readRequest(Command);
  if (!Asked)
    return failWith(Asked.takeError());
  completeSourceRoot(Command.Check);
  llvm::Expected<OutputFile> Place = OutputFile::open(Command.Graph.Output);
  if (!Place)
    return failWith(Place.takeError());
  int Signal = 0;
  llvm::Expected<Program> Whole = readProgram(Command, Signal);
  if (!Whole)
    return failWith(Whole.takeError());
  if (Signal)
    return interrupted(Signal, "nothing was drawn");
  llvm::Expected<Drawn> Result =
      Asked->Type.empty() ? drawFinding(*Whole, Command.Graph, *Asked)
                          : drawType(*Whole, *Asked, Command.Graph.All);
  if (!Result)
    return failWith(Result.takeError());
  Result->Picture.SourceRoot = Command.Check.SourceRoot;
  explainCut(*Result, *Asked);
  if (llvm::Error Error = Place->write([&](llvm::raw_ostream &OS) {
        render(Result->Picture, Asked->Format, OS);
      }))
    return failWith(std::move(Error));
  return Whole->IsWhole ? Clean : Incomplete;
}

} // namespace ouro::driver

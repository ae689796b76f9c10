#include "command/topics.h"

#include <stddef.h>

const struct aras_topic aras_topics[] = {
    {"title", "model, scenario, any entry", "What it is called, for people."},
    {"time_unit", "model",
     "\"day\", \"week\", \"month\" or \"year\": what times are counted in. Without it "
     "a "
     "model\n  counts time in plain numbers and has no dates."},
    {"start", "model", "The date at which every world begins: start = \"2024-09-12\"."},
    {"cutoff", "model",
     "No input may rest on anything known later than this date. The start unless "
     "said."},
    {"horizon", "model, scenario",
     "Until when worlds are played: horizon = \"5 * year\"."},
    {"parts", "model",
     "Further files, relative to this one, whose lists are joined to the model's."},
    {"defaults", "model file",
     "source, grade, known_by, data_through for the entries of this file that say "
     "none."},
    {"sources", "model",
     "Where numbers come from: id, author, title, published, and known_by or\n  "
     "data_through, the date of the latest fact taken from it."},
    {"source", "entry",
     "Which sources an entry's numbers rest on: \"S1-03a; counts: table 3\". Each part "
     "begins\n  with the id of one of `sources`."},
    {"grade", "entry",
     "How good an entry's numbers are: A published rate, B computed from public "
     "data,\n  C "
     "expert range, D placeholder."},
    {"known_by", "source, entry",
     "The date by which it was known; not after the cut-off."},
    {"data_through", "source, entry",
     "The last date of the data it was computed from."},
    {"actors", "model",
     "Who acts: id, name, outside = true for those that only stand at the edge."},
    {"channels", "model",
     "By what one depends on another: kind \"supply\", \"gate\", \"threat\" or "
     "\"tie\"."},
    {"needs", "model",
     "How important a channel is for an actor: of, channel, importance."},
    {"ties", "model",
     "Who depends on whom: of, on, channel, and a band (level) or numbers: share and\n "
     " "
     "substitutability (supply), strength and substitutability (gate), exposure, "
     "capability\n  and deterrence (threat), strength (tie)."},
    {"bands", "model",
     "The ranges that levels are drawn from: none, low, medium, high."},
    {"level", "tie",
     "A band: none, low, medium or high, drawn once for each parameter set."},
    {"parameters", "model", "Numbers that are not known exactly, each with its prior."},
    {"probability", "parameter",
     "The chance that it happens `within` a time; becomes the rate -ln(1 - p) / "
     "within."},
    {"rate", "parameter, event", "How often something happens in a unit of time."},
    {"evidence", "parameter",
     "Counts that a rate rests on: events, exposure, kind \"count\" or \"trials\", "
     "design_effect,\n  discount (transfer to here and now), between (spread among "
     "members "
     "of the class)."},
    {"prior", "parameter", "A distribution: prior = \"lognormal_median(0.3, 0.5)\"."},
    {"interval", "parameter",
     "With value, rate or probability, and holds: a prior with that median and this\n  "
     "interval holding that share of it."},
    {"range", "quantity, parameter",
     "What a number can be: [low, high], (0, \"none\") with one end, or \"none\". A "
     "quantity is\n  held at the ends; a parameter that could lie outside is a "
     "mistake."},
    {"holds", "parameter", "The share of the prior that lies in `interval`."},
    {"given", "parameter",
     "\"marginal\": a rate over all routes and stages; \"stage\": given the stage it "
     "starts from."},
    {"centred", "parameter",
     "\"class\": drivers stand at the reference class's values; \"t0\": at the start."},
    {"reached", "parameter",
     "The condition that a marginal rate is the rate of; `aras calibrate` fits it."},
    {"variants", "model",
     "Rival structures or readings: options with weights, each of which sets values."},
    {"rules", "model",
     "dependence (mean, noisy_or, maximum), symmetry, decision (logit, status_quo),\n  "
     "status_quo_bias."},
    {"quantities", "model",
     "What changes: real with a range, whole, stages, truth, or clock; of the world, "
     "an "
     "actor,\n  a pair, a direction or a tie; with initial values."},
    {"derived", "model", "Values computed from others by a formula."},
    {"drifts", "model",
     "Slow change: of, toward, half_life, noise (stationary sd), every, when."},
    {"events", "model",
     "What happens: a trigger (rate, at, every, after, becomes), when, effects, once, "
     "each."},
    {"drivers", "event",
     "What moves a rate: rate x exp(effect (of - at)), as { of; at; effect; }."},
    {"at", "event", "A date, a time after the start, or a list of them."},
    {"every", "event, drift, track", "A period: every = \"1 * month\"."},
    {"after", "event", "The event, or list of events, that starts its delay."},
    {"delay", "event, scenario",
     "In an event: the time after its cause, which may be drawn. In a scenario: { "
     "event; "
     "by; }."},
    {"becomes", "event", "It happens the moment this condition becomes true."},
    {"when", "event, option, drift", "A guard: it happens only while this is true."},
    {"once", "event", "true: at most once in a world."},
    {"each", "event",
     "\"actor\", \"pair\" or \"direction\": one event for each, with a and b."},
    {"where", "event", "Which of them: a condition over what never changes."},
    {"effects", "event, option",
     "What it changes, all at once: \"x = ...\", \"x += ...\"."},
    {"on_close", "event",
     "\"cancelled\", \"paused\" or \"kept\": a delay whose guard closes."},
    {"again", "event",
     "\"parallel\", \"restart\" or \"ignore\": a cause that fires again."},
    {"initially", "event",
     "true (default): a condition true at the start does not fire."},
    {"persistent", "event",
     "true (default): fires also when another event at the same moment undid it."},
    {"priority", "event", "Of events at one moment the highest goes first."},
    {"decisions", "model",
     "An actor chooses among options by the logit rule: actor, sharpness, options "
     "with\n  "
     "considerations (of, weight)."},
    {"sharpness", "decision", "How strongly utility decides: 0 not at all."},
    {"demands", "model",
     "The threat game: by, of, stakes (V_by, V_of, x, K_by, K_of, r_by, a_of, "
     "sharpness_by,\n  sharpness_of), believed; results conceded, enforced, "
     "backed_down, "
     "silent."},
    {"believed", "demand",
     "The probability of enforcement that the target believes in; may use "
     "`enforcement`."},
    {"outcomes", "model",
     "What is asked: kind happened, time, value, mean, count or category."},
    {"happened", "outcome kind",
     "Whether `of` was true at some moment up to the horizon."},
    {"time", "outcome kind", "When `of` was first true."},
    {"value", "outcome kind", "What `of` is at the horizon."},
    {"mean", "outcome kind", "The average of `of` over time."},
    {"count", "outcome kind", "How often the event `of` happened."},
    {"category", "outcome kind",
     "The first of the options whose `when` is true at the horizon; the last is "
     "\"other\"."},
    {"margin", "outcome", "The smallest difference that matters."},
    {"tracks", "model", "Values recorded through time: of, every."},
    {"preferences", "model",
     "What actors want: of (the actor), outcome, weight, and of numbers their range, "
     "of "
     "a\n  category options; `aras play` judges by them."},
    {"set", "scenario, variant", "Values, stages and variants: [\"treaty = draft\"]."},
    {"priors", "scenario", "Parameters with another prior."},
    {"force", "scenario", "Events that are made to happen: { event; at; }."},
    {"forbid", "scenario", "Events that cannot happen."},
    {"scale", "scenario", "Rates times a number: [\"corridor_accord * 2\"]."},
    {"dictate", "scenario", "A decision's option is taken: { decision; option; }."},
    {"hold", "scenario",
     "Quantities that nothing changes: \"trust\" stays at its start, \"trust = 0.5\" "
     "at that."},
    {"cut", "scenario",
     "Links that are taken away: \"event -> quantity\", its effects on it; \"event <- "
     "quantity\", its drivers and considerations."},
    {"watch", "scenario", "The outcomes that are told first."},
    {"expect", "scenario",
     "What should differ: outcome, against, sign, margin, claim."},
    {"kind", "scenario",
     "\"baseline\", \"premise\" (something is made so) or \"push\" (odds or wills "
     "change)."},
    {"dependence", "formula",
     "dependence[b, a]: of b on a; dependence[b, a, channel]: by one channel."},
    {"leverage", "formula",
     "leverage[a, b]: a's over b, dependence of b on a less symmetry x that of a on "
     "b."},
    {"influence", "formula", "influence[a]: power over the whole network (Coleman)."},
    {"since", "formula", "since(e): time since event e last happened."},
    {"table", "formula", "table(since(e), 0: .056, 2 * year: .049): a step function."},
    {NULL, NULL, NULL}};

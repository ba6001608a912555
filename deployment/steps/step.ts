import type { Aws } from '../aws/clients';
import type { Commit } from '../commit';
import type { DeploymentError, Stage } from '../errors';
import type { DeployEvent, OnEvent } from '../events';
import type { Context } from '../project';
import type { StepName } from '../report/schema';

/**
 * A part of a deploy or a rollback, as its report lists it.
 *
 * @typeParam Needs what it takes of what is known: of the options, and of what the steps before it gave
 * @typeParam Gives what it makes known, for the steps after it and for the report
 */
export interface Step<Needs, Gives extends object> {
  readonly name: StepName;
  /** What a fault of the outside world in it counts as. */
  readonly stage: Stage;
  /** Asked before it begins. @returns undefined when it is needed */
  skip?(known: Needs, run: Run<Gives>): Skipped<Gives> | undefined | Promise<Skipped<Gives> | undefined>;
  readonly run: (known: Needs, run: Run<Gives>) => Promise<Passed<Gives>>;
  /** From when it is this step's turn. Default: it changes nothing, or nothing that could be undone */
  readonly undo?: Undo<Needs & Partial<Gives>>;
}

export interface Passed<Gives> {
  readonly gives: Gives;
  /** What it came to: a sentence, and what belongs to it on further lines. */
  readonly detail: string;
  /** Told once the step has ended. Default: nothing more */
  readonly event?: DeployEvent;
}

export interface Skipped<Gives> {
  readonly gives: Gives;
  readonly why: string;
}

/** How a step is undone when it or a later one has failed, Ctrl-C and bugs included. A step of the report itself. */
export interface Undo<Known> {
  readonly name: StepName;
  readonly stage: Stage;
  /** @param failure of the step that has failed */
  isNeeded(known: Known, failure: DeploymentError): boolean;
  readonly run: (known: Known, run: Run<object>) => Promise<Undone>;
  /** What it means for the environment that it could not be undone. */
  explain(failure: DeploymentError): string;
}

export interface Undone {
  /** What it came to. */
  readonly detail: string;
  /** What is as it was before, and what is not: for the report. */
  readonly note: string;
  /** Whether something had changed, and is as it was. */
  readonly isBack: boolean;
}

/** What all steps of one run share. */
export interface Surroundings {
  readonly context: Context;
  readonly aws: Aws;
  /** What is checked out. */
  readonly commit: Promise<Commit | null>;
  readonly onEvent: OnEvent;
}

/** A deploy or rollback that runs, as a step has it. */
export interface Run<Gives> extends Surroundings {
  /** Makes something known before the step ends: the report has it though the step fails. */
  readonly learn: (gives: Partial<Gives>) => void;
  /** Has this called when the run ends, well or badly. */
  readonly atEnd: (close: () => unknown) => void;
}

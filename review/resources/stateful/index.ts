import { AWS_A_TO_B } from './aws-a-to-b';
import { AWS_C } from './aws-c';
import { AWS_DA_TO_DM } from './aws-da-to-dm';
import { AWS_DO_TO_DY } from './aws-do-to-dy';
import { AWS_E } from './aws-e';
import { AWS_F_TO_G } from './aws-f-to-g';
import { AWS_I } from './aws-i';
import { AWS_K_TO_L } from './aws-k-to-l';
import { AWS_M_TO_N } from './aws-m-to-n';
import { AWS_O_TO_Q } from './aws-o-to-q';
import { AWS_R } from './aws-r';
import { AWS_S3_TO_SE } from './aws-s3-to-se';
import { AWS_SF_TO_SW } from './aws-sf-to-sw';
import { AWS_T_TO_Z } from './aws-t-to-z';
import { AZURE } from './azure';
import { GOOGLE } from './google';
import { OTHERS } from './others';
import type { Stateful } from './stateful';

/** @returns what is lost with a resource of that type, such as `its items`; undefined when nothing is, or none knows */
export const holdsOf = (type: string): string | undefined => STATEFUL.get(type)?.holds;

/** @returns names of the attributes whose change replaces a resource of that type */
export const replacedBy = (type: string): readonly string[] => STATEFUL.get(type)?.replacedBy ?? [];

const STATEFUL: ReadonlyMap<string, Stateful> = new Map(
  [
    AWS_A_TO_B,
    AWS_C,
    AWS_DA_TO_DM,
    AWS_DO_TO_DY,
    AWS_E,
    AWS_F_TO_G,
    AWS_I,
    AWS_K_TO_L,
    AWS_M_TO_N,
    AWS_O_TO_Q,
    AWS_R,
    AWS_S3_TO_SE,
    AWS_SF_TO_SW,
    AWS_T_TO_Z,
    AZURE,
    GOOGLE,
    OTHERS,
  ]
    .flat()
    .map((one) => [one.type, one]),
);

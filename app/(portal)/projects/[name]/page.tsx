import type { Metadata } from "next";
import { ProjectPage } from "#components/resource/project-page.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { projectView } from "#lib/views/project/project.ts";
import { requireActor } from "../../../session.ts";
import { told } from "../../told.ts";

interface Props {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function ProjectNamePage({ params }: Props) {
  const name = decodeURIComponent((await params).name);
  const actor = await requireActor(`/projects/${name}`);
  const { view, problem } = await told(projectView(actor, name));
  return problem ? <ProblemPage problem={problem} /> : <ProjectPage project={view} />;
}

"use client";
import "@xyflow/react/dist/base.css";
import {
  Background,
  type Edge,
  type EdgeProps,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from "@xyflow/react";
import { type ReactNode, useMemo, useRef } from "react";
import { type Drawing, layout, type Place } from "#lib/core/plan/layout.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Icon } from "#components/ui/icon.tsx";
import { useWidth } from "./use-width.ts";

/** A step as it is drawn. */
export interface DrawnStep {
  id: string;
  title: string;
  /** Under the title. */
  detail: string;
  icon: string;
  needs: readonly string[];
  /** Nothing waits for its end. */
  loose: boolean;
  /** Will not run. */
  faded: boolean;
  /** What tells its state, before the title. */
  sign?: ReactNode;
  /** The colour of its border; the usual one when left out. */
  border?: string;
}

const size = { width: 188, height: 56 };
const apart = { x: 204, y: 98 };
const margin = 20;
const tallest = 600;
/** Below this, words are too small to read: what is wider is moved about instead. */
const smallest = 0.85;

type StepNode = Node<{ step: DrawnStep }, "step">;
type Line = Edge<{ via: Place[]; loose: boolean }, "line">;

const nodeTypes = { step: StepBox };
const edgeTypes = { line: StepLine };

/** Steps and what they wait for, drawn from the top down. The list beside it says the same to whoever does not see it. */
export function StepGraph({ steps }: { steps: readonly DrawnStep[] }) {
  const drawing = useMemo(() => layout(steps), [steps]);
  const nodes = useMemo(() => nodesOf(steps, drawing), [steps, drawing]);
  const edges = useMemo(() => edgesOf(steps, drawing), [steps, drawing]);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const zoom = Math.min(1, Math.max(smallest, width / (drawing.width * apart.x + margin)));
  const wide = drawing.width * apart.x * zoom + margin;
  // What is wider than its room begins at its left edge, so that a box that is cut off says that there is more.
  const x = Math.max(width, wide) / 2;
  const tall = ((drawing.rows - 1) * apart.y + size.height) * zoom + 2 * margin;
  const height = Math.min(tallest, tall);
  return (
    <>
      <div
        ref={frame}
        role="img"
        aria-label={`${steps.length} steps and what they wait for, as a drawing. The list says the same in words.`}
        className="card overflow-hidden"
        style={{ height }}
      >
        <ReactFlow
          // Another arrangement, or another room for it, is looked at from its beginning.
          key={`${drawing.rows}:${drawing.width}:${width}`}
          defaultViewport={{ x, y: margin + (size.height / 2) * zoom, zoom }}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          minZoom={0.4}
          maxZoom={1.5}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          preventScrolling={false}
          zoomOnScroll={false}
          zoomOnDoubleClick={false}
          proOptions={{ hideAttribution: true }}
        >
          <Background color="var(--color-line-strong)" gap={18} size={1} />
        </ReactFlow>
      </div>
      {width > 0 && (wide > width + 1 || tall > tallest) ? (
        <p className="mt-1.5 text-xs text-muted">Drag the drawing to see the rest of it.</p>
      ) : null}
    </>
  );
}

function nodesOf(steps: readonly DrawnStep[], drawing: Drawing): StepNode[] {
  const places = new Map(drawing.steps.map((placed) => [placed.id, placed]));
  return steps.flatMap((step): StepNode[] => {
    const placed = places.get(step.id);
    if (!placed) return [];
    const { x, y } = centre(placed);
    const position = { x: x - size.width / 2, y: y - size.height / 2 };
    return [{ id: step.id, type: "step", position, ...size, data: { step } }];
  });
}

function edgesOf(steps: readonly DrawnStep[], drawing: Drawing): Line[] {
  const loose = new Set(steps.filter((step) => step.loose).map(({ id }) => id));
  return drawing.lines.map(({ from, to, via }) => ({
    id: `${from} ${to}`,
    type: "line",
    source: from,
    target: to,
    data: { via, loose: loose.has(to) },
  }));
}

const centre = ({ x, row }: Place) => ({ x: x * apart.x, y: row * apart.y });

// A line begins at the box itself, not beside a dot to pull it from.
const hidden = "invisible size-0! min-h-0! min-w-0! border-0!";
const tones = "flex h-full items-center gap-2 rounded-lg border bg-raised px-2.5 text-left text-ink";

function StepBox({ data: { step } }: NodeProps<StepNode>) {
  const { title, detail, icon, loose, faded, sign, border = "border-line-strong" } = step;
  return (
    <div className={classNames(tones, border, loose && "border-dashed")} title={title}>
      <Handle type="target" position={Position.Top} className={hidden} isConnectable={false} />
      {sign ?? <Icon names={[icon]} className="size-4 shrink-0 text-muted" />}
      <span className="min-w-0">
        <span
          className={classNames(
            "line-clamp-2 text-xs leading-4 font-medium",
            faded && "text-muted line-through decoration-1",
          )}
        >
          {title}
        </span>
        <span className="flex items-center gap-1 text-2xs text-muted">
          {sign ? <Icon names={[icon]} className="size-3 shrink-0" /> : null}
          <span className="truncate">{detail}</span>
        </span>
      </span>
      <Handle type="source" position={Position.Bottom} className={hidden} isConnectable={false} />
    </div>
  );
}

/** Curved between rows only, and straight past what stands in one. */
function StepLine({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<Line>) {
  const passed = (data?.via ?? []).map(centre);
  const half = size.height / 2;
  const starts = [{ x: sourceX, y: sourceY }, ...passed.map(({ x, y }) => ({ x, y: y + half }))];
  const ends = [...passed.map(({ x, y }) => ({ x, y: y - half })), { x: targetX, y: targetY }];
  const path = starts.map(({ x, y }, index) => {
    const { x: toX, y: toY } = ends[index] ?? { x, y };
    const middle = (y + toY) / 2;
    return `${index === 0 ? "M" : "L"}${x},${y}C${x},${middle} ${toX},${middle} ${toX},${toY}`;
  });
  return (
    <path
      d={path.join(" ")}
      fill="none"
      strokeWidth={1.5}
      strokeDasharray={data?.loose ? "4 4" : undefined}
      className="stroke-faint"
    />
  );
}
